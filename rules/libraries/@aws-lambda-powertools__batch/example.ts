import {BatchProcessor, EventType, processPartialResponse} from '@aws-lambda-powertools/batch';

// ok: queue
const processor = new BatchProcessor(EventType.SQS);

export const handler = async (event: {Records: never[]}) =>
	// expect: queue arcs=nack,redeliver,dead-letter
	processPartialResponse(event, async (record: {body: string}) => fetch(record.body), processor);
