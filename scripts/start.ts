import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { developmentEnv } from '#stack/development.ts'
import { type Stack, startStack } from '#stack/stack.ts'
import { stateFolder } from '#stack/state.ts'

/** `npm start`: runs the whole stack until Ctrl-C. With `--servers`, only PostgreSQL and Temporal. */
async function start(): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const { servers } = parseArgs({ options: { servers: { type: 'boolean' } } }).values
  const processes = servers ? 'servers' : 'all'
  const since = Date.now()
  const stack = await startStack({ root, processes, env: developmentEnv(process.env) })
  const headline = stack.isAttached
    ? 'Tongchou 统筹 runs already in this checkout.'
    : `Tongchou 统筹 is up after ${((Date.now() - since) / 1000).toFixed(1)} s.`
  console.log(['', headline, ...describe(stack, root), ''].join('\n'))
  console.log(stack.isAttached ? 'Ctrl-C in its own terminal stops it.' : 'Ctrl-C stops everything.')
}

function describe(stack: Stack, root: string): string[] {
  const { logs, postgresPassword } = stateFolder(root)
  const database = new URL(stack.adminDatabaseUrl)
  const pids = stack.pids()
  // Its port is remembered also when only the servers run.
  const isUp = (name: string) => name in pids
  const processes = Object.entries(pids).map(([name, pid]) => `${name} ${pid}`)
  const lines: [string, string][] = [
    ['API', isUp('api') ? stack.apiUrl : ''],
    // These show the state of the worker and of the cases.
    ['Worker', isUp('worker') ? `${stack.workerUrl}/readyz, ${stack.workerUrl}/metrics` : ''],
    ['Temporal UI', stack.temporalUiUrl],
    ['Temporal', stack.temporalAddress],
    [
      'PostgreSQL',
      `${database.host}, user ${database.username}, password in ${relative(root, postgresPassword)}`,
    ],
    ['Processes', processes.join(', ')],
    ['Logs', `${relative(root, logs)}/`],
  ]
  return lines.filter(([, value]) => value !== '').map(([name, value]) => `  ${name.padEnd(12)} ${value}`)
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
