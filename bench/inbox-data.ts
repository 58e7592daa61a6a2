/** Makes a large installation by SQL: projects with Chinese titles, unequally distributed over owners, and their tasks. */
import type { ClientBase } from 'pg'
import type { Pool } from '#db/connect.ts'
import { lexemesOf, type SearchedCase } from '#db/lexemes.ts'
import { withoutTimeouts } from './without-timeouts.ts'

export const PROJECTS = 100_000
export const TASKS = 1_000_000

// Titles from three lists of words: some thousands of different titles, with realistic frequencies of words.
const WORDS = `
  array['全国','国家','省级','跨部门','中央','行业','区域','城乡','基层','统一'] as w1,
  array['养老','社会救助','婚姻登记','自然资源','水利','林业','生态环境','人力资源','社会保障','医疗卫生','疾病防控',
    '交通运输','应急管理','市场监管','税务','海关','公安','司法','教育','科技','农业农村','文化','体育','气象',
    '地震','邮政','统计','审计','民族','档案','粮食储备','能源','药品','知识产权','移民','消防'] as w2,
  array['信息共享平台','监测预警系统','数据中心','一体化政务服务平台','业务管理系统','信用信息系统',
    '大数据应用工程','指挥调度平台','统计直报系统','电子档案系统'] as w3`

// The square of a random number makes the first owners the largest. The planning authority decides on a third of all projects.
const DRAW_PROJECTS = `
  create temporary table made on commit drop as
  select n, id, title, owner, case when n % 3 = 0 then 'ndrc' else owner end as authority, status, stage,
    '26' || lpad((n % 12 + 1)::text, 2, '0') || '-100000-04-05-' || lpad(n::text, 6, '0') as project_code,
    '发改高技〔2026〕' || n || '号' as document_number, 100000000 + (random() ^ 4 * 2e11)::bigint as investment_fen
  from (
    select n, ('0198' || substr(md5('p' || n), 1, 4) || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
      w1[1 + (random() * 9)::int] || w2[1 + (random() ^ 2 * 35)::int] || w3[1 + (random() ^ 2 * 9)::int] ||
        case when n % 5 = 0 then '（二期）' else '' end as title,
      case when n % 7 = 0 then 'mca' else 'dept-' || (random() ^ 3 * 61)::int end as owner,
      (array['submitted','admitted','deciding','readyToBuild','building','building','completed','operating',
        'operating','retired'])[1 + n % 10] as status,
      (array['proposal','feasibility','preliminaryDesign','merged'])[1 + n % 4] as stage
    from generate_series(1, $1::int) as n, (select ${WORDS}) as words
  ) as drawn`

/** $1 numbers of the projects, $2 the tsvector of each. */
const MAKE_PROJECTS = `
  insert into case_view (id, case_id, kind, seq, title, owner, authority, status, status_since, is_open, stage, round,
    turn_since, asked_fen, granted_fen, code, frees_code, listed, submitted_on, agencies,
    involved, state, search)
  select id, 'project/' || id, 'project', 12, title, owner, authority, status,
    now(), status <> 'retired', stage, 1, now(), investment_fen, null, project_code, false,
    jsonb_build_object('track', 'ordinary', 'investmentFen', investment_fen, 'approvedFen', null, 'projectCode', project_code),
    '2026-01-05',
    array[(array['huazi','guoping','zixin'])[1 + n % 3], 'supervisor-' || n % 40],
    '{}'::text[],
    jsonb_build_object('reviews', '[]'::jsonb, 'copied', '[]'::jsonb, 'approvals', jsonb_build_array(jsonb_build_object(
      'documentNumber', document_number)), 'padding', repeat(md5(n::text), 60)), search::tsvector
  from made join unnest($1::int[], $2::text[]) as words (number, search) on number = n order by n`

/** Projects per statement, because a statement with the words of all projects would be too long. */
const BATCH = 10_000

async function makeProjects(client: ClientBase, count: number): Promise<void> {
  await client.query('begin')
  await client.query(DRAW_PROJECTS, [count])
  for (let after = 0; after < count; after += BATCH) {
    const { rows } = await client.query<SearchedCase & { n: number }>(
      `select n, title, owner, authority, jsonb_build_array(project_code, document_number) as numbers
       from made where n > $1 and n <= $1 + $2`,
      [after, BATCH],
    )
    await client.query(MAKE_PROJECTS, [rows.map(({ n }) => n), rows.map(lexemesOf)])
  }
  await client.query('commit')
}

// Nine done tasks per project and, unless it has ended, an open one of its authority, its owner or an agency.
const MAKE_TASKS = `
  insert into task (key, opened_seq, case_uuid, kind, verb, role, org, holder, is_personal, owner, authority, stage, round,
    state, since, due_on, due_at, provisional, rank, why, leader_only, barred, done_by, done_at)
  select 'project/' || p.id || '/' || named.kind || '/' || 1 + i / 5, i, p.id, named.kind, named.kind, role,
    case role when 'approver' then p.authority when 'expert' then 'guoping' else p.owner end,
    case when waits and ordinal % 10 = 0 then 'person-' || ordinal % 200
      when waits and ordinal % 500 = 1 then 'chen-hao' end, false,
    p.owner, p.authority, p.stage, 1, case when waits then 'open' else 'done' end,
    timestamptz '2026-01-05' + i * interval '9 days', due::date, due, false,
    coalesce(due, '9999-12-31T00:00:00Z'), 'turn', waits and ordinal % 11 = 0,
    case when role = 'approver' then array[p.authority || '/approver person:author-' || ordinal % 3000,
      p.authority || '/approver org:' || p.owner || '-it'] else '{}'::text[] end,
    case when not waits then case when role = 'approver' and ordinal % 40 = 0 then 'chen-hao'
      when role = 'departmentLead' and p.owner = 'mca' then 'zhou-kai' else 'person-' || (ordinal * 7 + i) % 200 end end,
    case when not waits then timestamptz '2026-01-06' + i * interval '9 days' + ordinal * interval '1 s' end
  from (select *, row_number() over (order by id) as ordinal from case_view where kind = 'project') as p,
    generate_series(1, 10) as i,
    lateral (select
      (array['admit','commissionAppraisal','submitAppraisal','decide','submitStage','admit','decide',
        'startConstruction','reportCompletion','applyForAcceptance'])[i] as done_kind,
      i = 10 and p.status <> 'retired' as waits,
      case p.status when 'submitted' then 'admit' when 'admitted' then 'commissionAppraisal'
        when 'deciding' then 'decide' when 'readyToBuild' then 'startConstruction'
        when 'building' then 'reportCompletion' when 'completed' then 'applyForAcceptance'
        else 'submitSelfEvaluation' end as open_kind) as one,
    lateral (select case when waits then open_kind else done_kind end as kind) as named,
    lateral (select case when named.kind in ('admit','commissionAppraisal','decide') then 'approver'
        when named.kind = 'submitAppraisal' then 'expert' else 'departmentLead' end as role,
      case when p.ordinal % 4 > 0 then timestamptz '2026-10-01T16:00:00Z'
        + ((p.ordinal * 7919) % 120) * interval '1 day' end as due) as shaped`

// A person who gets very many copies.
const MAKE_COPIES = `
  insert into task (key, opened_seq, case_uuid, kind, verb, holder, is_personal, owner, authority, stage, round,
    state, since, provisional, rank, why, leader_only, barred)
  select 'project/' || id || '/copied/chen-hao', 12, id, 'copyTo', 'copyTo', 'chen-hao', true, owner, authority,
    stage, 1, 'copied', timestamptz '2026-03-01' + row_number() over () * interval '1 minute', false,
    '9999-12-31T00:00:00Z', 'copied', false, '{}'::text[]
  from case_view where kind = 'project' and id::text like '%0'`

// Open rounds: the task of the round, and one of its seats in a bureau of the authority or of the owner.
const MAKE_ROUNDS = `
  insert into task (key, opened_seq, case_uuid, kind, verb, role, org, holder, is_personal, step, seat, owner, authority,
    stage, round, state, since, provisional, rank, why, leader_only, barred)
  select 'project/' || id || '/' || name, 11, id, made.kind, 'decide', role, org, holder, holder is not null, 'decision', seat,
    owner, authority, stage, 1, 'open', timestamptz '2026-11-20', false, '9999-12-31T00:00:00Z', why, false, '{}'::text[]
  from case_view, lateral (values
      ('signatures-decision/1', 'decide', null, null, null, null, 'signatures'),
      ('confirm-decision-handler/1', 'confirm', 'approver', authority || '-hightech', null, 'handler', 'seat'),
      ('confirm-decision-finance/1', 'confirm', 'financeMinistry', 'mof', null, 'finance', 'seat'),
      ('confirm-decision-owner/1', 'confirm', 'approver', owner || '-it', null, 'owner', 'seat'),
      ('advise-decision-adviser/1', 'advise', null, null, 'person-' || ascii(id::text), 'adviser', 'advice')
    ) as made (name, kind, role, org, holder, seat, why)
  where case_view.kind = 'project' and id::text like '%7'`

export const makeInstallation = (pool: Pool, projects = PROJECTS): Promise<void> =>
  withoutTimeouts(pool, async (client) => {
    await client.query('select setseed(0.5)')
    await makeProjects(client, projects)
    await client.query(MAKE_TASKS)
    await client.query(MAKE_COPIES)
    await client.query(MAKE_ROUNDS)
    // As autovacuum would do it: updates statistics, and the visibility map, so that counts need only the index.
    await client.query('vacuum (analyze) case_view')
    await client.query('vacuum (analyze) task')
    await client.query('checkpoint')
  })
