import request from 'supertest';
import {app} from './app';

// ok: a request to the application under test
await request(app).get('/');
