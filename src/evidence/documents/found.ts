/** The documents of one source: a file, or a folder into which every process or shard wrote its own. */
export interface Found {
	/** Absolute path of the file or folder. */
	path: string;
	/** Absolute paths of its documents. */
	documents: string[];
	/** Named as a document, so that a content that is no coverage must be told. */
	named: boolean;
}
