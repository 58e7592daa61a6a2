/** Rows on the record and its integrity. */
import type { Feature, Patch } from './feature.ts'

/** The API takes the actor from the message. The check for unknown fields is removed as well, because it would refuse this field. */
const ACTOR_AS_CLAIMED: readonly Patch[] = [
  {
    file: 'api/input/shape-validator.ts',
    find: 'return (data) => check(shape, data)\n  }',
    replace: 'return (data) => ({ value: data })\n  }',
  },
  {
    file: 'api/acts/perform.ts',
    find: 'const { body, prose } = detachProse(bodyShapeOf(act.kind, act.verb), act.body)',
    replace: `const { actor: claimed, ...content } = act.body as { actor?: typeof actor.person }
  const { body, prose } = detachProse(bodyShapeOf(act.kind, act.verb), content)`,
  },
  {
    file: 'api/acts/perform.ts',
    find: 'actor: actor.person,\n    role',
    replace: 'actor: claimed ?? actor.person,\n    role',
  },
]

export const RECORD_FEATURES: readonly Feature[] = [
  {
    name: 'Attachments',
    peers: ['●', '○', '–', '○', '○', '○', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/attachments.yaml',
        line: 'refused: fileTypeMismatch',
        expects: 'refused',
        without: [
          {
            file: 'api/documents/upload-routes.ts',
            find: 'await inStore(() => inspectFile(path, sizeBytes, type))',
            replace: 'void type',
          },
        ],
      },
      {
        file: 'review/attachments.yaml',
        line: 'documents: { 密码应用方案（修订）.pdf: 2 }',
        expects: 'documents',
        without: [
          {
            file: 'api/documents/upload-routes.ts',
            find: 'await insertVersion(services.pool, { document, holder }, content)',
            replace:
              'await insertDocument(services.pool, { document: uuidv7(), holder, kind: known.kind }, content)',
          },
        ],
      },
    ],
  },
  {
    name: 'Digests; verdict bound to exact file versions',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/signed-files.yaml',
        line: 'signed: [stageDocument, sharingChapter, 评估报告, 密码应用方案.pdf]',
        expects: 'signed',
        without: [
          {
            file: 'domain/project/bound-files.ts',
            find: 'form.files.map((file) => file.digest)',
            replace: 'form.files.slice(0, 1).map((file) => file.digest)',
          },
        ],
      },
      {
        file: 'review/signed-files.yaml',
        line: 'recorded: { type: verdictsVoided, cause: formChanged }',
        expects: 'recorded',
        without: [
          {
            file: 'domain/engine/decide.ts',
            find: 'const decided = [...events, ...voidedBy({ kind, before: state, after: after(events) }, facts)]',
            replace: 'const decided = [...events]',
          },
        ],
      },
      {
        file: 'review/bound-to-versions.yaml',
        line: 'expect: { signatures: 0, recorded: { type: verdictsVoided, step: extension, cause: formChanged } }',
        expects: 'signatures',
        without: [
          {
            file: 'domain/review/voiding.ts',
            find: 'formChanged(review, change) || filesChanged(review, change)',
            replace: 'formChanged(review, change)',
          },
        ],
      },
      {
        file: 'review/bound-to-versions.yaml',
        line: 'expect: { signatures: 0, recorded: { type: verdictsVoided, step: decision, cause: formChanged } }',
        expects: 'signatures',
        without: [
          {
            file: 'domain/review/voiding.ts',
            find: 'formChanged(review, change) || filesChanged(review, change)',
            replace: 'filesChanged(review, change)',
          },
        ],
      },
    ],
  },
  {
    name: 'Audit trail who/what/when',
    peers: ['●', '○', '◐', '○', '○', '●', '●'],
    ours: '●',
    proofs: [
      {
        file: 'review/audit-trail.yaml',
        line: 'audited: { by: chen-hao, do: admit, on: 2026-03-03, recorded: admitted }',
        expects: 'audited',
        without: [
          {
            file: 'db/record/writing.ts',
            find: 'return events.map(({ seq, event: body }, index)',
            replace: 'return events.slice(0, 0).map(({ seq, event: body }, index)',
          },
        ],
      },
    ],
  },
  {
    name: 'Refused/failed attempts audited',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/audit-trail.yaml',
        line: 'audited: { by: tang-yu, do: admit, on: 2026-03-03, refused: roleMayNot }',
        expects: 'audited',
        without: [
          {
            file: 'api/acts/perform.ts',
            find: '  await recordEarlyRefusal(services.pool, { actor, action: verb, commandId, caseId, refusal, at: now })\n',
            replace: '',
          },
        ],
      },
      {
        file: 'review/audit-trail.yaml',
        line: 'audited: { by: chen-hao, do: admit, on: 2026-03-04, refused: notNow }',
        expects: 'audited',
        without: [
          {
            file: 'db/record/writing.ts',
            find: "return [{ ...base, kind: 'refusal', n: chainLength + 1, refusal: outcome.refusal }]",
            replace: 'return []',
          },
        ],
      },
    ],
  },
  {
    name: 'Server-derived actor on each event',
    peers: ['○', '–', '–', '○', '○', '?', '◐'],
    ours: '●',
    proofs: [
      {
        file: 'review/forged-actor.yaml',
        line: 'recorded: none',
        expects: 'recorded',
        without: ACTOR_AS_CLAIMED,
      },
      {
        file: 'review/forged-actor.yaml',
        line: 'expect: { refused: roleNotHeld }',
        expects: 'refused',
        without: [
          {
            file: 'db/record/actor.ts',
            find: ' || entry.org !== org || !entry.roles.includes(role)',
            replace: '',
          },
        ],
      },
    ],
  },
  {
    name: 'Tamper-evident chain, offline verifier',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    // The chain can be computed from the answers of the API, but there is no separate program for it yet.
    ours: '◐',
    proofs: [
      {
        file: 'review/hash-chain.yaml',
        line: 'chain: { broken: 2 }',
        expects: 'chain',
        without: [
          {
            file: 'db/chain.ts',
            find: 'sha256(prevHash + canonicalJson(content))',
            replace: 'sha256(prevHash)',
          },
        ],
      },
    ],
  },
  {
    name: 'Timeline / history view for lay users',
    peers: ['●', '–', '◐', '○', '○', '○', '◐'],
    ours: '●',
    proofs: [
      {
        file: 'review/timeline.yaml',
        line: '- 2026-03-02 周凯：报送可行性研究报告（第 1 轮）',
        expects: 'timeline',
        without: [
          {
            file: 'domain/engine/event-words.ts',
            find: '  if (special) return special\n',
            replace: '',
          },
        ],
      },
    ],
  },
]
