/** What rehearsals of one kind of case need besides the tables of the kind. */
import type { Words } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { Expectation } from './expectations/expectation.ts'
import type { ObservedCase } from './observation.ts'
import type { PlannedAct } from './rehearsal.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export interface KindRehearsal {
  /** The kind's name. */
  kind: string
  /** A list with a short form in files: whether the item shape is that of the list, and how the short form is read. */
  shortList?: {
    has(item: Shape<unknown>): boolean
    read(source: YamlSource, place: Place): unknown[]
  }
  /** Digests that are known only when the act is done, by the words that stand for them in files. */
  lateDigests?: Readonly<Record<string, (seen: ObservedCase) => string>>
  /** Default content of an act, for what the file leaves out. */
  defaults?(verb: string, given: Readonly<Record<string, unknown>>): object
  /** A description of an act where its title is not enough, and its amount. */
  describe?(act: PlannedAct): { words?: Words; amountFen?: Fen }
  /** Expectations that only steps of such cases have. */
  expectations?: Readonly<Record<string, Expectation>>
}

/** The words in which a rehearsal is written. */
export interface Vocabulary {
  kinds: Kinds
  /** The kind of its cases. */
  kind: Kind
  own: KindRehearsal
}
