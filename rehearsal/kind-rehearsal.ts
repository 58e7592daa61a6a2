/** What rehearsals of one kind of case need besides the tables of the kind. */
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Shape } from '#domain/values/shape.ts'
import type { Expectation } from './expectations/expectation.ts'
import type { ObservedCase } from './observation.ts'
import type { Titles } from './problem.ts'
import type { PlannedAct } from './rehearsal.ts'
import type { Words } from './words.ts'
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
  lateDigests?: Readonly<Record<string, { zh: string; digest(seen: ObservedCase): string }>>
  /** Its events that no notice names. */
  events?: Words<string>
  /** The fields of its contents, as files name them. */
  fields?: Words<string>
  /** The words of fixed lists that contents are written in. */
  choices?: readonly Words<string>[]
  /** Default content of an act, for what the file leaves out. */
  defaults?(verb: string, given: Readonly<Record<string, unknown>>): object
  /** A description of an act where its title is not enough, and its amount. */
  describe?(act: PlannedAct): { words?: Titles; amountFen?: Fen }
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
