/** Tells operators of contents that are not as they were put into the store: by the log and by a metric. */
import type { FastifyBaseLogger } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import { Problem } from '../problem.ts'
import { ContentDamaged } from './store.ts'

interface About {
  /** The case, or the draft that may become one, by its own id. */
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
      help: 'contents of documents that were missing or not as they were kept, as often as they were met',
      labelNames: ['damage'] as const,
      registers: [registry],
    })
  }

  /** Notes it; what is to be answered, if there still is an answer to be given. */
  note({ damage, digest }: ContentDamaged, about: About): Problem {
    this.#found.inc({ damage })
    const fields = { event: 'contentDamaged', damage, digest, ...about }
    this.#log.error(fields, 'the stored content of a document is missing or damaged')
    return new Problem('unavailable', {
      detail: {
        zh: '文件内容在存储中缺失或已损坏，运维人员可从日志得知。请稍后重试，或与运维人员联系。',
        en: 'The stored content is missing or damaged; the log tells the operators. Try again later, or ask them.',
      },
      headers: { 'retry-after': RETRY_AFTER_S },
    })
  }

  /** Notes why a content stopped on its way out: it is damaged, or the store failed meanwhile. */
  noteBroken(error: unknown, about: About & { digest: string }): void {
    if (error instanceof ContentDamaged) this.note(error, about)
    else this.#log.error({ event: 'contentBrokenOff', err: error, ...about }, 'the store failed')
  }
}
