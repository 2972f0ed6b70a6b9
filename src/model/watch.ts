import type {Span} from './place.ts';

/** What an object that the source makes tells to those who listen, from its first moment on. */
export interface Watch {
	file: string;
	/** The call or `new` that makes it. */
	made: Span;
	/** One of them is enough. */
	tells: Tell[];
	/** What was made is looked at, not listened to: when the promise that this call makes settles. */
	settles?: Span;
}

/** Something that a listener can hear. */
export interface Tell {
	/** Members from what was made to the one that is listened to: `client.pool`. Itself where there is none. */
	of?: string;
	/** Listened to with `on` or `addEventListener`. */
	event?: string;
	/** Listened to with a method of its own: `onBreak`. */
	method?: string;
	/** It is a middleware `(request, response, next)`, and answered without calling `next`. */
	answers?: true;
	/** This member of it is true when the promise settles. */
	holds?: string;
	/** Only where the member (or what it returns) is at least the other one, or the number. */
	reaches?: [member: string, least: string | number];
	/** Only where something that the listener was given bears this name or code. */
	error?: string;
	/** Only where this argument (by position, from 0), or a member of it (`0.retryCount`), is not false, zero, null, undefined or empty. */
	given?: string;
	/** Only where it is. */
	lacks?: string;
	/** Only where something that the listener was given came with that event before: of the same job. */
	told?: string;
	/** Only where nothing did. */
	untold?: string;
	/** Only as the first of these after that event (or method) of the same object. */
	after?: string;
	/** Which answer it gives; the other stays open. Default `both`. */
	proves?: 'both' | 'yes' | 'no';
}
