import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

export const PORT_NAMES = ['postgres', 'temporal', 'temporalUi', 'api', 'worker'] as const
export type PortName = (typeof PORT_NAMES)[number]
export type Ports = Readonly<Record<PortName, number>>

/** The environment variable that fixes a port; the worker's is internal. */
const VARIABLES: Readonly<Record<PortName, string>> = {
  postgres: 'PORT_PG',
  temporal: 'PORT_TEMPORAL',
  temporalUi: 'PORT_TEMPORAL_UI',
  api: 'PORT_API',
  worker: 'PORT_WORKER',
}

/**
 * Chooses the ports: those of the environment, otherwise the stored ones that are still free, otherwise new ones. New ports are below the
 * range for local ports of outgoing connections; otherwise such a connection could use a port while its server restarts.
 */
export async function choosePorts(
  needed: readonly PortName[],
  remembered: Partial<Ports>,
  env: NodeJS.ProcessEnv,
): Promise<Ports> {
  const chosen: Partial<Record<PortName, number>> = { ...remembered }
  const taken = new Set<number>()
  for (const name of needed) {
    const fixed = fixedPort(name, env)
    const port = fixed ?? remembered[name]
    const isUsable = port !== undefined && !taken.has(port) && (await isFree(port))
    if (fixed !== undefined && !isUsable) throw new Error(inUse(fixed, VARIABLES[name]))
    chosen[name] = isUsable ? port : await newPort(taken)
    taken.add(chosen[name])
  }
  return chosen as Ports
}

/** Whether no process listens on this port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)))
  })
}

function inUse(port: number, variable: string): string {
  return `Port ${port} (${variable}) is already in use: free it, or set ${variable} to another port.`
}

function fixedPort(name: PortName, env: NodeJS.ProcessEnv): number | undefined {
  const text = env[VARIABLES[name]]
  if (text === undefined || text === '') return undefined
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${VARIABLES[name]} must be a port number from 1 to 65535, not "${text}".`)
  }
  return port
}

/** A free port that is not in `taken`. */
export async function newPort(taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(20_000, 32_000)
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new Error('No free port was found on 127.0.0.1 between 20000 and 32000.')
}
