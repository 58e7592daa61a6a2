/** All error answers as RFC 9457 problems. All codes are in this table. */

import {
  type Catalogue,
  explainUnmet,
  kindOf,
  type Refusal,
  type RefusalKind,
  type Unmet,
} from '#domain/case/refusal.ts'
import type { ShapeProblem } from '#domain/values/shape-check.ts'

export const PROBLEMS = {
  'malformed-json': { status: 400, zh: '无法解析请求正文', en: 'The body cannot be read' },
  'bad-request': { status: 400, zh: '请求无法处理', en: 'The request cannot be understood' },
  'idempotency-key-missing': {
    status: 400,
    zh: '缺少有效的 Idempotency-Key',
    en: 'The Idempotency-Key is missing or invalid',
  },
  unauthenticated: { status: 401, zh: '身份未验证', en: 'Your identity is not verified' },
  forbidden: { status: 403, zh: '无权办理', en: 'Not allowed' },
  'not-found': { status: 404, zh: '未找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '不支持的方法', en: 'Method not allowed' },
  'not-acceptable': { status: 406, zh: '无法提供所要求的格式', en: 'The requested format is not available' },
  'state-conflict': { status: 409, zh: '当前状态下不能办理', en: 'Not possible in this state' },
  'version-conflict': { status: 412, zh: '版本已变更', en: 'The version has changed' },
  'payload-too-large': { status: 413, zh: '请求正文过大', en: 'The body is too large' },
  'uri-too-long': { status: 414, zh: '地址过长', en: 'The address is too long' },
  'unsupported-media-type': {
    status: 415,
    zh: '请求正文的格式不受支持',
    en: 'The format of the body is not supported',
  },
  'range-not-satisfiable': { status: 416, zh: '请求的范围无效', en: 'The file has no such range' },
  'invalid-request': { status: 422, zh: '请求内容不符合要求', en: 'The request is not valid' },
  'invalid-money': { status: 422, zh: '金额不符合要求', en: 'An amount is not valid' },
  'invalid-text': { status: 422, zh: '文本不符合要求', en: 'A text is not valid' },
  'invalid-date': { status: 422, zh: '日期不符合要求', en: 'A date is not valid' },
  'invalid-code': { status: 422, zh: '代码不符合要求', en: 'A code is not valid' },
  'unknown-field': { status: 422, zh: '未知字段', en: 'An unknown field was given' },
  'too-long': { status: 422, zh: '内容过长', en: 'A value is too long' },
  'unknown-reference': { status: 422, zh: '所指对象不存在', en: 'A named object does not exist' },
  'too-many': { status: 422, zh: '项数过多', en: 'There are too many items' },
  'file-refused': { status: 422, zh: '文件不符合要求', en: 'The file is not accepted' },
  'gate-unmet': { status: 422, zh: '条件未满足', en: 'A condition is not met' },
  'idempotency-mismatch': {
    status: 422,
    zh: '同一 Idempotency-Key 用于不同请求',
    en: 'The Idempotency-Key was used for another request',
  },
  'precondition-required': { status: 428, zh: '缺少 If-Match', en: 'If-Match is missing' },
  'rate-limited': { status: 429, zh: '请求过多，请稍后重试', en: 'Too many requests; try again later' },
  'headers-too-large': { status: 431, zh: '请求头过大', en: 'The header fields are too large' },
  'internal-error': { status: 500, zh: '系统内部错误', en: 'Internal error' },
  unavailable: { status: 503, zh: '服务暂不可用，请稍后重试', en: 'Not available now; try again later' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type Slug = keyof typeof PROBLEMS

interface Extras {
  detail?: { zh: string; en: string }
  errors?: readonly ShapeProblem[]
  unmet?: ReturnType<typeof explainUnmet>[]
  commandId?: string
  headers?: Record<string, string>
}

/** Thrown anywhere in a request; the error handler turns it into the answer. */
export class Problem extends Error {
  readonly slug: Slug
  readonly extras: Extras

  constructor(slug: Slug, extras: Extras = {}) {
    super(extras.detail?.en ?? PROBLEMS[slug].en)
    this.slug = slug
    this.extras = extras
  }
}

export const notFound = (): Problem => new Problem('not-found')

/** The problem for invalid fields. If all have the same code, the problem has it as its slug. */
export function invalid(errors: readonly ShapeProblem[]): Problem {
  const codes = new Set(errors.map(({ code }) => code))
  const [only] = codes
  const slug = codes.size === 1 && only !== undefined && only in PROBLEMS ? (only as Slug) : 'invalid-request'
  return new Problem(slug, { errors })
}

const SLUG_OF_KIND: Readonly<Record<RefusalKind, Slug>> = {
  forbidden: 'forbidden',
  state: 'state-conflict',
  gate: 'gate-unmet',
  input: 'invalid-request',
}

/** A refusal of the domain, with every unmet condition. */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly commandId: string | undefined
  /** The slug of the answer, if it does not follow from the kind of the refusal. */
  readonly slug: Slug | undefined

  constructor(refusal: Refusal, { commandId, slug }: { commandId?: string; slug?: Slug } = {}) {
    super(refusal.unmet.map(({ code }) => code).join())
    this.refusal = refusal
    this.commandId = commandId
    this.slug = slug
  }

  /** The problem with the words of the refusal. */
  toProblem(refusals: Catalogue): Problem {
    const { unmet } = this.refusal
    const isReused = unmet.some(({ code }) => code === 'commandReused')
    const slug = isReused ? 'idempotency-mismatch' : SLUG_OF_KIND[kindOf(this.refusal, refusals)]
    return new Problem(this.slug ?? slug, {
      unmet: unmet.map((one) => explainUnmet(one, refusals)),
      ...(this.commandId === undefined ? {} : { commandId: this.commandId }),
    })
  }
}

export const refused = (refusal: Refusal, commandId?: string): Refused =>
  new Refused(refusal, commandId === undefined ? {} : { commandId })

/** Refuses a caller who may not even try the act. */
export const barred = (unmet: Unmet): Refused => new Refused({ unmet: [unmet] }, { slug: 'forbidden' })

/** A temporary problem, with the time after which the caller may retry. */
export const later = (slug: 'rate-limited' | 'unavailable', seconds = 2): Problem =>
  new Problem(slug, { headers: { 'retry-after': String(seconds) } })
