import {GenericContainer} from 'testcontainers';

// expect: testcontainers ?: unknown (real)
const container = new GenericContainer('redis');
// ok: it is started
await container.start();
