/** The program and the style of the map, fresh from `src/map`. */
export function bundleMap(): Promise<{script: string; style: string}>;
