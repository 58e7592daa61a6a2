/** Generates hostile messages: every field at and beyond its limits, random JSON, names and sizes. */
import { randomUUID } from 'node:crypto'
import type { Payload } from '@temporalio/common'
import fc from 'fast-check'
import { exampleOf } from '#api/contract/example-of.ts'
import { BODIES, VERBS } from '#domain/project/actions.ts'
import { contentHash } from '#wire/content-hash.ts'

export interface HostileMessage {
  route: 'signal' | 'update'
  name: string
  payloads: Payload[]
}

/** A value of an unexpected kind. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    ...[
      null,
      true,
      0,
      -1,
      1.5,
      2 ** 53,
      -(2 ** 31) - 1,
      1e308,
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\ufeff',
    ],
    ...[
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '2026-02-30T00:00:00.000Z',
      '1949-12-31T23:59:59.999Z',
    ],
    ...[
      'x'.repeat(200),
      'x'.repeat(201),
      'x'.repeat(3_000),
      '机'.repeat(2_000),
      '𠮷'.repeat(500),
      '‮'.repeat(9),
    ],
    ...['__proto__', 'constructor', '../../etc/passwd', '=1+1', '{{7*7}}', "'; drop table event; --"],
    ...[[], {}, [[[[[[]]]]]], { __undecodable: true }, { toString: 1 }, Object.fromEntries([['then', 1]])],
  ),
  fc.jsonValue({ maxDepth: 5 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
)

/** An act by a person without any permission: if it is valid it is refused, so that no act ends the case. */
const act = (caseId: string) =>
  fc.constantFrom(...VERBS).chain((verb) =>
    fc.record({ verb: fc.constant(verb), body: bodyOf(verb) }).map(({ body }) => ({
      ...{ commandId: randomUUID(), action: verb, actor: 'ma-lan', role: 'expert', org: 'guoping' },
      ...{
        case: caseId,
        round: null,
        contentHash: contentHash(body),
        issuedAt: '2026-03-02T02:00:00.000Z',
        body,
      },
    })),
  )

/** The documented example of an act, complete or with one odd field; or any value. */
const bodyOf = (verb: (typeof VERBS)[number]): fc.Arbitrary<unknown> => {
  const example = exampleOf(BODIES[verb]) as Record<string, unknown>
  const fields = Object.keys(example)
  return fc.oneof(
    fc.constant(example),
    fc
      .tuple(fc.constantFrom(...fields, 'unknown'), oddValue)
      .map(([field, value]) => ({ ...example, [field]: value })),
    oddValue,
  )
}

/** An envelope with replaced, missing or additional fields. */
const oddEnvelope = (caseId: string): fc.Arbitrary<unknown> =>
  act(caseId).chain((envelope) =>
    fc
      .array(
        fc.tuple(fc.constantFrom(...Object.keys(envelope), 'actingFor', 'signature', 'more'), oddValue),
        {
          maxLength: 3,
        },
      )
      .map((changes) => ({ ...envelope, ...Object.fromEntries(changes) })),
  )

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const json = (value: unknown): Payload => ({
  metadata: { encoding: bytes('json/plain') },
  data: bytes(JSON.stringify(value) ?? ''),
})

const oddPayload: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.oneof(
    fc.constant({}),
    fc.constantFrom('json/plain', 'binary/plain', 'binary/null', 'json/protobuf', 'what').map((name) => ({
      encoding: bytes(name),
    })),
  ),
  data: fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.constant(bytes('{"broken'))),
})

/**
 * From one KiB to near the server's own limit of 2 MiB, and objects with very many fields. Only a few, because the server ends a run
 * with 50 MB.
 */
const large: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.integer({ min: 10, max: 17 }).map((power) => ({ text: 'x'.repeat(2 ** power) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1_000_000, 1_900_000).map((length) => ({ text: 'x'.repeat(length) })),
  },
  {
    weight: 1,
    arbitrary: fc.constant(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`f${i}`, i]))),
  },
)

const oddName = fc.oneof(
  fc.constantFrom(
    'act',
    'factsChanged',
    'catchUp',
    '__temporal_x',
    '__stack_trace',
    'state',
    'x'.repeat(999),
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
)

const factsChange = fc.record({
  cause: fc.oneof(fc.constantFrom('calendar', 'policy'), oddValue),
  commandId: fc.oneof(
    fc.constantFrom('factsChanged/policy/2099.9', 'factsChanged/calendar/2026.1', 'factsChanged/policy/'),
    oddValue,
  ),
})

/** Messages to one case. */
export const hostileMessage = (caseId: string): fc.Arbitrary<HostileMessage> =>
  fc.oneof(
    { weight: 8, arbitrary: oddEnvelope(caseId).map((value) => message('signal', 'act', [json(value)])) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(oddEnvelope(caseId), oddValue)
        .map(([value, hint]) => message('update', 'act', [json(value), json({ actor: hint })])),
    },
    { weight: 2, arbitrary: factsChange.map((value) => message('signal', 'factsChanged', [json(value)])) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(oddName, fc.array(fc.oneof(oddPayload, oddValue.map(json)), { maxLength: 8 }))
        .map(([name, payloads]) => message('signal', name, payloads)),
    },
    { weight: 1, arbitrary: large.map((value) => message('signal', 'act', [json(value)])) },
    {
      weight: 1,
      arbitrary: act(caseId).chain((one) =>
        large.map((body) => message('signal', 'act', [json({ ...one, body })])),
      ),
    },
  )

const message = (route: HostileMessage['route'], name: string, payloads: Payload[]): HostileMessage => ({
  ...{ route, name, payloads },
})
