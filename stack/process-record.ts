import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A stored process. Its number alone is not enough, because the system may use the number again. */
export interface ProcessRecord {
  readonly pid: number
  /** Start time and command line, as the system reports them. */
  readonly identity: string
}

/** Start time and command line of a living process; undefined when it does not exist or is a zombie. */
export function identify(pid: number): string | undefined {
  return process.platform === 'linux' ? identifyByProc(pid) : identifyByPs(pid)
}

/** The record of a living process; undefined when it has ended. */
export function record(pid: number): ProcessRecord | undefined {
  const identity = identify(pid)
  return identity === undefined ? undefined : { pid, identity }
}

/** Whether exactly this process is still alive. */
export function isAlive(known: ProcessRecord): boolean {
  return identify(known.pid) === known.identity
}

/** All living processes whose command line contains this text. */
export function findProcesses(text: string): ProcessRecord[] {
  return allPids().flatMap((pid) => {
    const known = record(pid)
    return known?.identity.includes(text) ? [known] : []
  })
}

/** Ends a process that is not our child: signals it, waits, and kills it if it has not ended by then. */
export async function endProcess(
  known: ProcessRecord,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const deadline = Date.now() + graceMs
  signalIfAlive(known, signal)
  while (isAlive(known) && Date.now() < deadline) await sleep(50)
  signalIfAlive(known, 'SIGKILL')
  while (isAlive(known)) await sleep(20)
}

/** Sends a signal to exactly this process, never to another one that has its number now. */
export function signalIfAlive(known: ProcessRecord, signal: NodeJS.Signals): void {
  if (!isAlive(known)) return
  try {
    process.kill(known.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function allPids(): number[] {
  const names =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : execFileSync('ps', ['-axo', 'pid='], { encoding: 'utf8' }).split('\n')
  return names.map(Number).filter((pid) => pid > 0)
}

function identifyByProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets and may contain any character, also brackets: count from the last bracket.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return commandLine === '' ? undefined : `${startTime} ${commandLine}`
  } catch {
    return undefined
  }
}

function identifyByPs(pid: number): string | undefined {
  try {
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=,args=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim()
    const [status = 'Z', ...rest] = answer.split(/\s+/)
    return status.startsWith('Z') ? undefined : rest.join(' ')
  } catch {
    return undefined
  }
}
