/**
 * The sources in law, each declared once; rules of this system itself are in own-policy.ts. Where the article is not certain, the
 * chapter or topic is named (docs/rulebook.md §0).
 */
import { partOf, provision } from './provision.ts'

// Laws and regulations.

const licensingLaw = partOf('行政许可法（参照）', 'Administrative Licensing Law (by analogy)')
export const LICENSING_LAW_32 = licensingLaw('许可法32 [C:S10]', '第三十二条', 'Article 32')
export const LICENSING_LAW_42 = licensingLaw('许可法42 [C:S10]', '第四十二条', 'Article 42')
export const LICENSING_LAW_42_JOINT = licensingLaw(
  '许可法42(2), days are wd by Art 82 [C:S10]',
  '第四十二条第二款（期限以工作日计）',
  'Article 42, second paragraph (in working days)',
)
export const LICENSING_LAW_44 = licensingLaw('许可法44 (licences)', '第四十四条', 'Article 44')
export const LICENSING_LAW_45 = licensingLaw('许可法45 [C:S10]', '第四十五条', 'Article 45')
export const LICENSING_LAW_SUPPLEMENT = licensingLaw('T2', '补正告知', 'notice of what is missing')
export const LICENSING_LAW_ADMISSION = licensingLaw('T4', '受理', 'admission')

const investmentRegulation = partOf('政府投资条例', 'Government Investment Regulation')
export const INVESTMENT_REGULATION_10 = investmentRegulation('条例10 [C:S9]', '第十条', 'Article 10')
export const INVESTMENT_REGULATION_10_EXEMPTION = investmentRegulation(
  '条例10 exempts [C:S9]',
  '第十条（涉密项目除外）',
  'Article 10 (classified projects are exempt)',
)
export const INVESTMENT_REGULATION_11 = investmentRegulation('条例11 [C:S9]', '第十一条', 'Article 11')
export const INVESTMENT_REGULATION_12 = investmentRegulation('条例12 [C:S9]', '第十二条', 'Article 12')
export const INVESTMENT_REGULATION_15_18 = investmentRegulation(
  '条例15-18 [C:S9]',
  '第十五条至第十八条',
  'Articles 15 to 18',
)
export const INVESTMENT_REGULATION_17 = investmentRegulation('条例17 [C:S9]', '第十七条', 'Article 17')
export const INVESTMENT_REGULATION_20 = investmentRegulation('条例20 [C:S9]', '第二十条', 'Article 20')
export const INVESTMENT_REGULATION_22_FUNDS = investmentRegulation(
  '条例20,22,34 [C:S9]',
  '第二十二条（资金落实）',
  'Article 22 (funds in place)',
)
export const INVESTMENT_REGULATION_23 = investmentRegulation('条例23 [C:S9]', '第二十三条', 'Article 23')
export const INVESTMENT_REGULATION_34 = investmentRegulation('条例34 [C:S9]', '第三十四条', 'Article 34')
export const INVESTMENT_REGULATION_PLAN = investmentRegulation('T15', '年度计划', 'annual plan')
export const INVESTMENT_REGULATION_START = investmentRegulation('T16', '开工', 'start of construction')

export const BUDGET_LAW_18 = provision('预算法18 [C:S11]', '预算法 第十八条', 'Budget Law, Article 18')
export const BUDGET_REGULATION_57 = provision(
  '预算法实施条例57 [C:S11]',
  '预算法实施条例 第五十七条',
  'Implementing Regulation of the Budget Law, Article 57',
)

// The Measures: we have read only Articles 1 to 6, so all others are named by chapter or topic.

const measures = partOf(
  '国家政务信息化项目建设管理办法',
  'Measures for the Construction Management of National E-Government IT Projects',
)
export const MEASURES_6 = measures('Art 6 [C:S1]', '第六条', 'Article 6')
export const MEASURES_4_6 = measures('Arts 4,6 [C:S1]', '第四条、第六条', 'Articles 4 and 6')
export const MEASURES_STAGES = measures('[C:S4,S5]', '审批程序', 'stages of approval')
export const MEASURES_PLANNED_PROJECTS = measures(
  '[C:S0,S3,S5]',
  '已列入规划的项目',
  'projects in the national plan',
)
export const MEASURES_MERGED_TRACK = measures(
  '[C:S5] in substance; logic of and/or open',
  '合并报批',
  'merged approval',
)
export const MEASURES_SIMPLIFICATION = measures(
  'Simplification [C:S5]',
  '简化报批材料',
  'simplified documents',
)
export const MEASURES_APPRAISAL = measures('rulebook §1 R+', '咨询评估', 'appraisal')
export const MEASURES_SHARING_CHAPTER = measures('G1 R+; S0', '信息资源共享分析篇（章）', 'sharing chapter')
export const MEASURES_APPRAISAL_OPINION = measures(
  'G2 R+',
  '评估报告的共享意见',
  'sharing opinion of the appraisal',
)
export const MEASURES_APPROVAL_OPINION = measures(
  'G3 R+',
  '批复的共享意见',
  'sharing opinion of the approval',
)
export const MEASURES_CATALOG = measures('G4', '信息资源目录', 'resource catalog')
export const MEASURES_CATALOG_REQUIRED = measures(
  'G4 R+',
  '信息资源目录（审批必备条件）',
  'resource catalog (condition of approval)',
)
export const MEASURES_SHARING_RESULT = measures(
  'G5',
  '共享和网络安全情况',
  'results in sharing and network security',
)
export const MEASURES_SUPERVISION = measures('rulebook §1 监理 R+; S4', '工程监理制', 'mandatory supervision')
export const MEASURES_CONSTRUCTION = measures('建设管理 ch. R+', '建设管理章', 'chapter on construction')
export const MEASURES_ANNUAL_REPORT = measures('T19', '年度绩效评价报告', 'annual performance report')
export const MEASURES_RECTIFICATION = measures('T20', '整改', 'rectification')
export const MEASURES_RECTIFICATION_OR_SUSPENSION = measures(
  'T20, T21',
  '整改和暂停建设',
  'rectification and suspension',
)
export const MEASURES_SUSPENSION = measures('T21', '暂停建设', 'suspension')
export const MEASURES_SUSPENSION_FUNDS = measures('T21 R+', '暂停建设的资金', 'funds while suspended')
export const MEASURES_FUNDS = measures('§2.6', '资金管理章', 'chapter on funds')
export const MEASURES_ACCEPTANCE_APPLICATION = measures('T24', '申请验收', 'application for acceptance')
export const MEASURES_EXTENSION = measures('T25', '延期验收', 'extension of acceptance')
export const MEASURES_EXTENSION_APPLICATION = measures(
  'T25 R+',
  '延期验收申请',
  'application for an extension of acceptance',
)
export const MEASURES_ACCEPTANCE = measures('rulebook §2.7 R+', '验收', 'acceptance')
export const MEASURES_ACCEPTANCE_DECISION = measures('T26', '组织验收', 'how acceptance is decided')
export const MEASURES_OPERATION = measures(
  'T27',
  '验收报告备案和投入运行',
  'filing of the acceptance report and operation',
)
export const MEASURES_ACCEPTANCE_REPORT = measures(
  'T27 R+',
  '验收报告备案',
  'filing of the acceptance report',
)
export const MEASURES_SELF_EVALUATION = measures('T29', '自评价', 'self-evaluation')
export const MEASURES_SELF_EVALUATION_ONCE = measures(
  'T29 [C:S6]',
  '自评价的报送',
  'submission of the self-evaluation',
)
export const MEASURES_SELF_EVALUATION_PERIOD = measures(
  '[C:S6]',
  '自评价的期限',
  'period of the self-evaluation',
)
export const MEASURES_POST_EVALUATION = measures('T30', '后评价', 'post-evaluation')
export const MEASURES_POST_EVALUATION_COMMISSION = measures(
  'T30 [C:S6,S0]; R+',
  '委托后评价',
  'commission of a post-evaluation',
)
export const MEASURES_EVALUATION_RESULTS = measures(
  'results are an important basis [C:S0]; R+',
  '评价结果应用',
  'use of results',
)
export const MEASURES_SHARING = measures(
  'no-O&M [C:S2,S0]',
  '未按要求共享数据资源',
  'data not shared as required',
)
export const MEASURES_DUPLICATE_COLLECTION = measures(
  'duplicate collection + build ban R+',
  '重复采集数据',
  'duplicate collection of data',
)
export const MEASURES_REGISTER = measures('[C:S2,S0]', '国家政务信息系统总目录', 'systems register')
export const MEASURES_SECURITY = measures('[C:S2]', '密码应用和网络安全', 'cryptography and network security')
export const MEASURES_HIDDEN_DANGER = measures(
  'hidden-danger + ban R+',
  '重大安全隐患',
  'serious security risk',
)

// Other rules, as far as the rulebook knows them.

export const CENTRAL_INVESTMENT_MEASURES = provision(
  '[C:S16]',
  '中央预算内直接投资项目管理办法 审批权限',
  'Measures for Direct Central Budget Investment Projects, approval authority',
)
export const NDRC_2022_632 = provision(
  '[C:S15]',
  '发改投资规〔2022〕632号 先评估、后决策',
  'NDRC rule 632 of 2022, appraise first, decide then',
)
export const NDRC_2020_1439 = provision(
  '[C:S24]',
  '发改投资〔2020〕1439号 全国投资项目代码',
  'NDRC notice 1439 of 2020, national project code',
)
export const NDRC_ORDER_55 = provision(
  'rulebook §2.6 predecessor rule (Order 55) [R]',
  '国家发展改革委2007年第55号令（已被取代，本系统沿用其规定）',
  'NDRC Order 55 of 2007 (replaced; this system keeps its rule)',
)
export const NDRC_POST_EVALUATION_RULES = provision(
  '[C:S22]',
  '国家发展改革委项目后评价规定（2008年文本；发改评督规〔2024〕1103号未核对） 评价机构的独立性',
  'NDRC post-evaluation rules (2008 text; 2024 rules not checked), independence of the evaluator',
)
export const THIRD_PARTY_EVALUATION = provision(
  '[C:S6,S22]',
  '国家政务信息化项目建设管理办法和国家发展改革委项目后评价规定（2008年文本；发改评督规〔2024〕1103号未核对） 第三方后评价',
  'Measures for the Construction Management of National E-Government IT Projects and NDRC post-evaluation rules (2008 text; 2024 rules not checked), evaluation by a third party',
)
export const PROJECT_CODE_STANDARD = provision(
  'timing [C:S23]',
  'GB/T 40058-2021 项目代码的申领时间',
  'GB/T 40058-2021, when the project code is applied for',
)
export const CATALOG_GUIDE = provision(
  'rulebook §5 [C: names S17; definitions R+]',
  '政务信息资源目录编制指南（试行） 共享属性',
  'Guide to Compiling Government Information Resource Catalogs (trial), sharing attributes',
)
export const CLASSIFIED_PROTECTION = provision(
  'yearly test at level ≥3 R+',
  '网络安全等级保护制度 三级以上每年测评',
  'classified protection, yearly assessment from level 3 on',
)
export const LOCAL_GUIDE = provision(
  '[C:S13]',
  '地方办事指南 评估期限',
  'local service guide, period of an appraisal',
)
export const LOCAL_FLOWCHART = provision(
  '[C:S14]',
  '地方审批流程图 各环节办理时限',
  'local approval flowchart, periods of its steps',
)
export const LOCAL_COMPLETION = provision(
  'T23',
  '地方项目管理规定 建成和试运行',
  'local project rules, completion and trial run',
)
export const LOCAL_INITIAL_CHECK = provision(
  'T23 [C:S28,S31] local',
  '地方项目管理规定 初步验收',
  'local project rules, initial check',
)
export const SHENZHEN_DRAFT = provision(
  'same figure in the Shenzhen draft S29',
  '深圳市征求意见稿（验收后15个工作日内）',
  'draft of Shenzhen (15 working days after acceptance)',
)
