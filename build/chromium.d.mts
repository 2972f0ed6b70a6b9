export const CHROMIUM_ARGS: string[];
/** `CHROMIUM_PATH`, or the first of the usual names in `PATH`. */
export function findChromium(): string | undefined;
