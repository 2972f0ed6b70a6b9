import {MongoMemoryServer} from 'mongodb-memory-server';

// expect: mongodb-memory-server ?: unknown (real)
const server = await MongoMemoryServer.create();
// ok: where it listens
server.getUri();
