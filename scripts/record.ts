/** Opens the record for a command: the one that DATABASE_URL names, otherwise that of the stack that runs in this checkout. */
import { resolve } from 'node:path'
import { connect, type Pool } from '#db/connect.ts'
import { addressesOf } from '#stack/addresses.ts'
import { isRunning } from '#stack/stack.ts'
import { readState, stateFolder } from '#stack/state.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')

export function openRecord(): Pool {
  return connect(process.env.DATABASE_URL || urlOfStack(), { max: 2 })
}

function urlOfStack(): string {
  const state = stateFolder(CHECKOUT)
  const { ports } = readState(state)
  if (!isRunning(CHECKOUT) || ports.postgres === undefined) {
    throw new Error(
      'No installation is running in this checkout: start it with npm start, or set DATABASE_URL to the PostgreSQL of another one ' +
        '(postgres://user:password@host:port/tongchou).',
    )
  }
  const { databaseUrl, appDatabase } = addressesOf(state, ports, {})
  return databaseUrl(appDatabase)
}

const LOOK = 'check DATABASE_URL; without it the command uses the installation that runs in this checkout.'
const UNREACHABLE = `Is the installation running? npm start starts it. If it runs elsewhere, ${LOOK}`
const LOGIN_FAILED = `PostgreSQL does not accept this user or password: ${LOOK}`
const NO_RECORD = `This is not the database of an installation: ${LOOK}`
const NO_ADDRESS = `DATABASE_URL has the form postgres://user:password@host:port/tongchou: ${LOOK}`

const TODO: Readonly<Record<string, string>> = {
  ...{ ECONNREFUSED: UNREACHABLE, ECONNRESET: UNREACHABLE, ENOTFOUND: UNREACHABLE, EAI_AGAIN: UNREACHABLE },
  ...{ ETIMEDOUT: UNREACHABLE, EHOSTUNREACH: UNREACHABLE, ENETUNREACH: UNREACHABLE },
  // invalid_password, invalid_authorization_specification
  ...{ '28P01': LOGIN_FAILED, '28000': LOGIN_FAILED },
  // invalid_catalog_name, undefined_table
  ...{ '3D000': NO_RECORD, '42P01': NO_RECORD },
  ERR_INVALID_URL: NO_ADDRESS,
}

/** Prints why a command failed and, if the record could not be read, what to do. Ends the process with 1. */
export function fail(error: unknown): never {
  console.error(errorText(error))
  process.exit(1)
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '' } = error as NodeJS.ErrnoException
  // For a host name with several addresses there is one error for each, and the outer error has no message.
  const message = error.message || code
  const todo = TODO[code] ?? (/connection timeout|trying to connect/.test(message) ? UNREACHABLE : undefined)
  return todo ? `${message}\n${todo}` : message
}
