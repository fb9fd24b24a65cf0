/** Adds a value to the list under a key; growing it in place, as copying long lists again and again takes quadratic time. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
