import { startStack } from '#stack/stack.ts'

// Started by a test as a separate process: runs the stack of the folder named on the command line.
const stack = await startStack({ root: process.argv[2] ?? '', processes: 'servers', quiet: true })
console.log(JSON.stringify(stack.pids()))
