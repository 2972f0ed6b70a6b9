import {GetObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {mockClient} from 'aws-sdk-client-mock';

// expect: aws-sdk-client-mock class S3Client#send: success (hides retries)
const s3 = mockClient(S3Client);
it('fails', () => {
	// expect: aws-sdk-client-mock class S3Client#send: reject once, success (hides retries)
	s3.on(GetObjectCommand).rejectsOnce(new Error('down')).resolves({});
	// ok: it only counts
	s3.commandCalls(GetObjectCommand);
});
