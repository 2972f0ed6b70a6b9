/** Appends to the list that a map keeps under a key. */
export function addToList<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
	const known = lists.get(key);
	if (known) known.push(item);
	else lists.set(key, [item]);
}
