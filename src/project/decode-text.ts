export type Decoded = {text: string; lossy: boolean} | {text?: undefined; reason: string};

/** More broken characters than this share, and it is no text in any encoding that we could guess. */
const MOST_BROKEN = 0.05;

/**
 * A source file's text without its byte order mark. UTF-16 needs its mark; broken UTF-8 is read as Node reads it, with
 * replacement characters (`lossy`); what is no text is refused with the reason.
 */
export function decodeText(bytes: Buffer): Decoded {
	const text = decoderFor(bytes).decode(bytes);
	if (text.includes('\0')) return {reason: 'it looks binary'};
	if (/^\s*(?:<\?xml|<!DOCTYPE TS)/.test(text.slice(0, 200))) return {reason: 'it holds XML, not code'};
	const broken = text.split('\uFFFD').length - 1;
	if (broken > 16 && broken > text.length * MOST_BROKEN) return {reason: 'it is not text in UTF-8 or UTF-16'};
	return {text, lossy: broken > 0};
}

function decoderFor(bytes: Buffer) {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
	return new TextDecoder('utf-8');
}
