const PLAIN = /^[\w@.+,=:/\\()[\]{}~#%&-]+$/;

/** A path for one line of prose: quoted where it holds spaces, quotes or control characters. */
export const quotePath = (path: string): string => (PLAIN.test(path) ? path : JSON.stringify(path));
