/** Reports damaged and missing contents to operators, in the log and by a metric. */
import type { FastifyBaseLogger } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import { Problem } from '../problem.ts'
import { ContentDamaged } from './store.ts'

interface About {
  /** UUID of the case, or of the draft that may become one. */
  holder: string
  document?: string
  version?: number
  requestId: string
}

const RETRY_AFTER_S = '300'

export class DamageReport {
  readonly #log: FastifyBaseLogger
  readonly #found: Counter<'damage'>

  constructor(log: FastifyBaseLogger, registry: Registry) {
    this.#log = log
    this.#found = new Counter({
      name: 'tongchou_damaged_contents_total',
      help: 'contents of documents that were found missing or damaged, counted at each read',
      labelNames: ['damage'] as const,
      registers: [registry],
    })
  }

  /** Reports the damage. Returns the error answer, for the case that no answer was sent yet. */
  note({ damage, digest }: ContentDamaged, about: About): Problem {
    this.#found.inc({ damage })
    const fields = { event: 'contentDamaged', damage, digest, ...about }
    this.#log.error(fields, 'the stored content of a document is missing or damaged')
    return new Problem('unavailable', {
      detail: {
        zh: '文件内容在存储中缺失或已损坏，运维人员可从日志得知。请稍后重试，或与运维人员联系。',
        en: 'The stored content is missing or damaged; operators find it in the log. Try again later, or ask them.',
      },
      headers: { 'retry-after': RETRY_AFTER_S },
    })
  }

  /** Reports why a content stopped while it was sent: it is damaged, or the store failed. */
  noteBroken(error: unknown, about: About & { digest: string }): void {
    if (error instanceof ContentDamaged) this.note(error, about)
    else this.#log.error({ event: 'contentBrokenOff', err: error, ...about }, 'the store failed')
  }
}
