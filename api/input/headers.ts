/** Reads our header fields. Each has its own answer when it is missing or wrong. */
import type { FastifyRequest } from 'fastify'
import { invalid, Problem } from '../problem.ts'

const KEY = /^[\x21-\x7e]{1,200}$/
const ETAG = /^"(\d{1,9})"$/
const ROUND = /^[1-9]\d{0,5}$/

const SEND_IF_MATCH = {
  zh: '请用请求头 If-Match 发送读取时得到的 ETag，例如 If-Match: "3"。',
  en: 'Send the ETag that you read in the header If-Match, such as If-Match: "3".',
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? undefined : value

/** The caller's name for this request: the same key gives the same outcome, for ever. */
export function idempotencyKey({ headers }: FastifyRequest): string {
  const key = single(headers['idempotency-key'])
  if (key === undefined || !KEY.test(key)) {
    throw new Problem('idempotency-key-missing', {
      detail: {
        en: 'Send the header Idempotency-Key with 1 to 200 visible ASCII characters, a new one for each act, such as Idempotency-Key: 4c1f5b0e-8c64-4a0e-9f0e-2f6d1c5a7b90',
        zh: '请发送请求头 Idempotency-Key（1 至 200 个可见 ASCII 字符，每次办理各用一个），例如 Idempotency-Key: 4c1f5b0e-8c64-4a0e-9f0e-2f6d1c5a7b90',
      },
    })
  }
  return key
}

/** The version that the caller has read. */
export function expectedVersion({ headers }: FastifyRequest): number {
  const given = single(headers['if-match'])
  if (given === undefined) throw new Problem('precondition-required', { detail: SEND_IF_MATCH })
  const version = ETAG.exec(given)?.[1]
  if (version === undefined) throw new Problem('version-conflict', { detail: SEND_IF_MATCH })
  return Number(version)
}

export const etagOf = (version: number): string => `"${version}"`

/** The round of the review that the act is meant for; null: the current round. */
export function caseRound({ headers }: FastifyRequest): number | null {
  const given = single(headers['case-round'])
  if (given === undefined) return null
  if (!ROUND.test(given)) {
    throw invalid([
      {
        pointer: '/headers/case-round',
        code: 'invalid-type',
        en: 'must be a whole number, such as Case-Round: 2',
        zh: '必须是整数，例如 Case-Round: 2',
      },
    ])
  }
  return Number(given)
}
