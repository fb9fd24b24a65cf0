/** What the page can do where scripts may run: filter findings, and open everything for a printer. Without it nothing is missing. */
export const SCRIPT = `(() => {
  const box = document.getElementById('filter');
  if (box) {
    const items = [...document.querySelectorAll('.finding')];
    const texts = items.map((item) => item.textContent.toLowerCase());
    const told = document.getElementById('filtered');
    const isShown = (part) => part.querySelector('.finding:not([hidden])') !== null;
    box.parentElement.hidden = false;
    box.addEventListener('input', () => {
      const wish = box.value.trim().toLowerCase();
      let shown = 0;
      for (const [at, item] of items.entries()) {
        item.hidden = !texts[at].includes(wish);
        if (!item.hidden) shown += 1;
      }
      for (const rest of document.querySelectorAll('.rest')) rest.parentElement.open = wish !== '' && isShown(rest);
      for (const one of document.querySelectorAll('#findings article')) {
        const has = one.querySelector('.finding') === null ? one.textContent.toLowerCase().includes(wish) : isShown(one);
        one.hidden = !has;
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
