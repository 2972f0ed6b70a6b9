import process from 'node:process';
import {run} from '../../src/cli/run.ts';

const {argv, env, stdout, stderr} = process;
process.exitCode = await run({argv: argv.slice(2), env, cwd: process.cwd(), stdout, stderr});
