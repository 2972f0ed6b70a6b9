export interface Progress {
	phase: 'project' | 'extract' | 'link' | 'evidence' | 'judge' | 'weigh' | 'copy';
	/** Files so far and of how many, in the phase that reads them. */
	done?: number;
	total?: number;
}
