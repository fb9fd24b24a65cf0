import { defineReport } from 'lattice-hooks';

export default defineReport({
  summary: 'how many notes are left in each file, most first',
  render(records) {
    const counts = new Map();
    for (const { file, rule } of records.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))) {
      if (rule === 'no-todo') counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    const rows = [...counts].sort(([, a], [, b]) => b - a);
    return rows.length === 0 ? 'nothing is left\n' : rows.map(([file, count]) => `${count}  ${file}\n`).join('');
  },
});
