import {Server} from 'mock-socket';

// expect: mock-socket global WebSocket: unknown
const server = new Server('ws://localhost:1234');
// ok: a message
server.emit('message', 'hello');
