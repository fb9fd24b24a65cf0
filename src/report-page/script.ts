/** What the page can do where scripts may run: filter findings, and open everything for a printer. Without it nothing is missing. */
export const SCRIPT = `(() => {
  const box = document.getElementById('filter');
  if (box) {
    const items = [...document.querySelectorAll('.finding')];
    const told = document.getElementById('filtered');
    box.parentElement.hidden = false;
    box.addEventListener('input', () => {
      const wish = box.value.trim().toLowerCase();
      let shown = 0;
      for (const item of items) {
        item.hidden = !item.textContent.toLowerCase().includes(wish);
        if (!item.hidden) shown += 1;
      }
      told.textContent = wish === '' ? '' : shown + ' of ' + items.length;
    });
  }
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const one of closed) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of closed) one.open = false;
  });
})();`;
