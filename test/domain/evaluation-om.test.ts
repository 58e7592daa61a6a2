/** T31. An unmet gate stops the O&M funds of a year, whatever the grade, and each line has its reasons. */
import { describe, expect, it } from 'vitest'
import type { Grade } from '#domain/project/evaluation/grade.ts'
import type { OmReasonCode } from '#domain/project/evaluation/om-reason.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { basisOf, evaluated, evidence, propose } from './evaluated-project.ts'
import { digestOf, operating, wan } from './project-builder.ts'
import { cyberspace, departmentFinance, financier, lead } from './project-people.ts'

const [Y, N] = [true, false]

/** Gates sharing, register and security; the amount arranged of 1,000,003 fen for 优, 良, 中, 差 and not evaluated. */
const TABLE: [boolean, boolean, boolean, [number, number, number, number, number], OmReasonCode[]][] = [
  [Y, Y, Y, [1_000_003, 1_000_003, 800_002, 0, 1_000_003], []],
  [N, Y, Y, [0, 0, 0, 0, 0], ['sharingUnmet']],
  [Y, N, Y, [0, 0, 0, 0, 0], ['registerMissing']],
  [Y, Y, N, [0, 0, 0, 0, 0], ['securityUnmet']],
  [N, N, Y, [0, 0, 0, 0, 0], ['sharingUnmet', 'registerMissing']],
  [N, Y, N, [0, 0, 0, 0, 0], ['sharingUnmet', 'securityUnmet']],
  [Y, N, N, [0, 0, 0, 0, 0], ['registerMissing', 'securityUnmet']],
  [N, N, N, [0, 0, 0, 0, 0], ['sharingUnmet', 'registerMissing', 'securityUnmet']],
]

const GRADE_COLUMNS: [Grade | 'none', 'arrange' | 'reduce' | 'withhold', number, OmReasonCode][] = [
  ['excellent', 'arrange', 100, 'gradeArranged'],
  ['good', 'arrange', 100, 'gradeArranged'],
  ['fair', 'reduce', 80, 'gradeReduced'],
  ['poor', 'withhold', 0, 'gradeWithheld'],
  ['none', 'arrange', 100, 'gradeArranged'],
]

const ROWS = TABLE.flatMap(([sharing, register, security, amounts, unmet]) =>
  GRADE_COLUMNS.map(([grade, effect, percent, reason], column) => ({
    name: `${grade}, ${unmet.join(' and ') || 'all gates met'}`,
    gates: [sharing, register, security],
    grade,
    expected: {
      arrangedFen: amounts[column]!,
      effect: unmet.length > 0 ? 'withhold' : effect,
      percent: unmet.length > 0 ? 0 : percent,
      reasons: unmet.length > 0 ? unmet : [reason],
    },
  })),
)

describe('the basis by gates and grade', () => {
  it.each(ROWS)('$name', ({ gates, grade, expected }) => {
    const basis = basisOf(evaluated(gates, grade))
    expect({ ...basis, reasons: basis.reasons.map(({ code }) => code) }).toMatchObject(expected)
    expect(basis.gates.map(({ met }) => met)).toEqual(gates)
    expect(basis.grade).toBe(grade === 'none' ? null : grade)
  })

  it('contains everything that explains it', () => {
    const p = evaluated([Y, Y, N], 'fair').given({
      register: { number: 'ZML-1', since: plainDate('2026-03-09') },
      plan: { version: '十四五', effectiveFrom: plainDate('2021-12-24'), source: '国务院', items: [] },
    })
    expect(basisOf(p)).toEqual({
      type: 'omBasisEmitted',
      v: 1,
      year: 2027,
      round: 1,
      requestedFen: 1_000_003,
      arrangedFen: 0,
      effect: 'withhold',
      percent: 0,
      proRata: null,
      grade: 'fair',
      gates: [
        {
          gate: 'sharing',
          met: true,
          document: digestOf(['sharing', 'met', '2026-03-10']),
          on: '2026-03-10',
        },
        { gate: 'register', met: true, document: 'ZML-1', on: '2026-03-09' },
        {
          gate: 'security',
          met: false,
          document: digestOf(['security', 'unmet', '2026-03-10']),
          on: '2026-03-10',
        },
      ],
      reasons: [
        {
          code: 'securityUnmet',
          zh: '不符合密码应用和网络安全要求或者存在重大安全隐患，不安排运行维护经费',
          en: 'cryptography or network security requirements are unmet, or a serious security risk exists: no O&M funds',
          source: '[C:S2]; hidden-danger + ban R+',
        },
      ],
      policyVersion: '2020.1',
      planVersion: '十四五',
      on: '2026-03-10',
    })
  })

  it('marks the effect of a grade as policy', () => {
    const basis = basisOf(evaluated([Y, Y, Y], 'fair'))
    expect(basis.reasons).toEqual([
      {
        code: 'gradeReduced',
        zh: '后评价等级“中”：按政策核减至申请额的 80%',
        en: 'grade fair: policy reduces the funds to 80% of what was requested',
        source: 'policy default [D]; results are an important basis [C:S0]; R+',
      },
    ])
  })

  it('has a remark for a request above the usual part of the estimate, which is not refused', () => {
    const ask = (amountFen: Fen) =>
      evaluated([Y, Y, Y], 'good').act('proposeOmFunds', propose(2027, amountFen)).last('omBasisEmitted')!
    expect(ask(wan(1296)).reasons.map(({ code }) => code)).toEqual(['gradeArranged'])
    const above = ask(fen(wan(1296) + 1))
    expect(above.arrangedFen).toBe(wan(1296) + 1)
    expect(above.reasons[1]).toMatchObject({
      code: 'aboveUsualShare',
      en: 'more is requested than 15% of the approved budget estimate (1,296.00 × 10,000 yuan): to be verified',
    })
  })

  it('is withheld without any evidence', () => {
    const basis = basisOf(operating('2026-03-10').by(departmentFinance))
    expect(basis.reasons.map(({ code }) => code)).toEqual([
      'sharingUnproven',
      'registerMissing',
      'securityUnproven',
    ])
  })

  it('is withheld when evidence has expired', () => {
    const p = operating('2026-03-10').by(financier)
    const until = { validUntil: plainDate('2026-06-30') }
    p.act('recordGateEvidence', { ...evidence('sharing', 'met', '2026-03-10'), ...until })
    p.act('recordGateEvidence', evidence('register', 'met', '2026-03-10'))
    p.by(cyberspace)
    p.act('recordGateEvidence', { ...evidence('security', 'met', '2026-03-10'), ...until })
    p.at('2026-08-01').by(lead)
    expect(basisOf(p).reasons.map(({ code }) => code)).toEqual(['sharingExpired', 'securityExpired'])
  })

  it('follows the table of the policy in force', () => {
    const p = evaluated([Y, Y, Y], 'good')
    const { policy } = p.facts
    const omEffects = { ...policy.values.omEffects, good: { effect: 'reduce' as const, percent: 95 } }
    p.given({ policy: { ...policy, version: '2026.1', values: { ...policy.values, omEffects } } })
    expect(basisOf(p)).toMatchObject({ arrangedFen: 950_002, percent: 95, policyVersion: '2026.1' })
  })
})
