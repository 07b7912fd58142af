/** The section of the site the regulation names, its rubrics and materials, and other places of open information. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  mostly,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import {
  materialOn,
  site,
  type OpenInfoResource,
  type PublishMaterial,
  type SiteCommand,
  type SiteEvidence,
  type SiteState,
} from './site';
import { siteStoredTypes } from './site.codec';
import type { SiteEvent } from './site.events';

const [MATERIAL, RESOURCE, MENTOR] = [id(710), id(730), id(100)];
const url = 'https://school62.example.ru/mentors';
const of = (effectiveOn: string) => ({ organisationId: SCHOOL, effectiveOn });
const open = (title: string, on = '2021-02-01', at = url) =>
  command('OpenSiteSection', { ...of(on), title, url: at });
const change = (title: string, on: string, at = url) =>
  command('ChangeSiteSection', { ...of(on), title, url: at });
const publish = (more: Partial<PublishMaterial['data']> = {}): PublishMaterial =>
  command('PublishMaterial', {
    ...of('2021-03-01'),
    ...{ materialId: MATERIAL, rubric: 'SECTION', kind: 'NEWS', title: 'Первая встреча', url: `${url}/1` },
    ...{ freeAccess: true, namedIds: [] },
    ...more,
  });
const update = (on = '2021-04-01') =>
  command('UpdateMaterial', {
    ...of(on),
    ...{ materialId: MATERIAL, title: 'Первая встреча', url: `${url}/2`, freeAccess: true },
  });
const takeDown = (on = '2021-05-01') =>
  command('WithdrawMaterial', { ...of(on), materialId: MATERIAL, reason: 'OUTDATED' as const });
const resource = (more: Partial<OpenInfoResource['data']> = {}) =>
  command('OpenInfoResource', {
    ...of('2021-09-01'),
    ...{ resourceId: RESOURCE, kind: 'SOCIAL_COMMUNITY' as const, title: 'Наставники школы' },
    place: 'https://vk.example.ru/mentors62',
    ...more,
  });
const refresh = (on: string) => command('UpdateInfoResource', { ...of(on), resourceId: RESOURCE });
const close = (on: string) => command('CloseInfoResource', { ...of(on), resourceId: RESOURCE });
const known = (more: Partial<SiteEvidence> = {}): SiteEvidence => ({
  ...{ profile: s62, today: TODAY },
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  people: { [MENTOR]: { isMentor: true, mayBeNamed: true } },
  ...more,
});
const under = (code: string) => known({ profile: underRegulation(code) });
const basis = { rules: [], evidence: {} };
const opened: SiteEvent = { type: 'SiteSectionOpened', data: { ...open('Наши наставники').data, basis } };
const published: SiteEvent = { type: 'MaterialPublished', data: { ...publish().data, basis } };

describe('the section bears the name of the regulation', () => {
  it.each([
    ['S62', 'Наши наставники', 'S62-11-05'],
    ['SEV', 'Развитие наставничества', 'SEV-IV-5a'],
    ['SEV', 'Развитие наставничества', 'SEV-IV-5b'],
    ['MR', 'Наставничество', 'MR-CUR-05'],
    ['KIL', 'Наставничество', 'KIL-6.4.1-09'],
  ])('%s: «%s» (%s)', (code, title, clause) => {
    const [event] = given(site)
      .when(open(title), under(code))
      .then({ type: 'SiteSectionOpened', data: { title } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
    const [reason] = given(site)
      .when(open('Новости'), under(code))
      .thenRefused('site-section-titled-as-named');
    expect(clauseIds([reason!])).toContain(clause);
  });
  it('a place without a title, an explicit none and a silent document leave the name free', () => {
    const silent = s62But({ siteSection: own(null) });
    given(site).when(open('Наше'), under('IZO')).then({ type: 'SiteSectionOpened' });
    given(site)
      .when(open('Наше'), known({ profile: silent }))
      .then({ type: 'SiteSectionOpened' });
    const { siteSection } = s62.parameters;
    const defaulted = {
      ...s62,
      parameters: { ...s62.parameters, siteSection: { ...siteSection, source: 'DEFAULT' as const } },
    };
    given(site)
      .when(open('Наше'), known({ profile: defaulted }))
      .then({ type: 'SiteSectionOpened' });
  });
  it('is opened once, at an address of the web, after the introduction, and changed in order of time', () => {
    given(site, opened).when(open('Наши наставники'), known()).thenRefused('site-section-opened-once');
    for (const at of ['javascript:alert(1)', 'школа', 'ftp://x.ru', 'https://локально'])
      given(site)
        .when(open('Наши наставники', '2021-02-01', at), known())
        .thenRefused('site-address-on-web');
    given(site)
      .when(open('Наши наставники', '2021-02-01', 'https://школа62.рф/наставники'), known())
      .then({ type: 'SiteSectionOpened' });
    given(site).when(open('Наши наставники', '2021-01-14'), known()).thenRefused('introduction-order-first');
    given(site, opened)
      .when(change('Наши наставники', '2021-01-31', `${url}/2`), known())
      .thenRefused('site-acts-in-order-of-time');
    given(site, opened)
      .when(change('Наши наставники', '2021-02-02', `${url}/2`), known())
      .then({ type: 'SiteSectionChanged' });
    given(site, opened).when(change('Наши наставники', '2021-02-02'), known()).thenNothing();
    given(site).when(change('Наши наставники', '2021-02-02'), known()).thenRefused('site-section-first');
  });
});

describe('materials', () => {
  it.each([
    ['MR', 'MR-CUR-05'],
    ['KIL', 'KIL-6.4.1-09'],
  ])(
    '%s: events, news, methods and law stand in the section, and in none before it is open (%s)',
    (code, clause) => {
      for (const kind of ['EVENT', 'NEWS', 'METHODICAL', 'LEGAL'] as const) {
        const [reason] = given(site).when(publish({ kind }), under(code)).thenRefused('site-section-first');
        expect(clauseIds([reason!])).toEqual([clause]);
        given(site, opened)
          .when(publish({ kind }), under(code))
          .then({ type: 'MaterialPublished', data: { kind } });
      }
    },
  );
  it('S62-11-06, S62-11-07: the regulation’s own rubrics are there, others are not', () => {
    const [reason] = given(site, opened)
      .when(publish({ rubric: 'PRACTICES' }), known())
      .thenRefused('site-rubric-named-by-regulation');
    expect(clauseIds([reason!])).toEqual(['S62-11-05', 'S62-11-06', 'S62-11-07']);
    given(site, opened)
      .when(publish({ rubric: 'METHODICAL_BANK' }), known())
      .then({ type: 'MaterialPublished' });
    given(site, opened)
      .when(publish({ rubric: 'METHODICAL_BANK' }), under('KIL'))
      .thenRefused('site-rubric-named-by-regulation');
  });
  it('S62-11-07: the honour board names mentors, and nobody who has not agreed', () => {
    const board = (namedIds: readonly string[]) => publish({ rubric: 'HONOUR_BOARD', namedIds });
    given(site, opened)
      .when(board([MENTOR]), known())
      .then({ type: 'MaterialPublished', data: { namedIds: [MENTOR] } });
    const [reason] = given(site, opened).when(board([]), known()).thenRefused('honour-board-names-mentors');
    expect(clauseIds([reason!])).toContain('S62-11-07');
    given(site, opened)
      .when(board([MENTOR]), known({ people: { [MENTOR]: { isMentor: false, mayBeNamed: true } } }))
      .thenRefused('honour-board-names-mentors');
    given(site, opened)
      .when(board([MENTOR]), known({ people: { [MENTOR]: { isMentor: true, mayBeNamed: false } } }))
      .thenRefused('person-named-with-consent');
    given(site, opened)
      .when(publish({ namedIds: [id(101)] }), known())
      .thenRefused('person-named-with-consent');
  });
  it('SEV-V-1.5: work with young specialists has a rubric of its own', () => {
    const rubric = 'YOUNG_SPECIALISTS';
    given(site, opened).when(publish({ rubric }), under('SEV')).then({ type: 'MaterialPublished' });
    given(site, opened).when(publish({ rubric }), known()).thenRefused('site-rubric-named-by-regulation');
  });
  it('SEV-V-2.2: a special section keeps documents, recommendations of experts, publications and developments', () => {
    const rubric = 'EXPERT_LIBRARY';
    for (const kind of [
      'NORMATIVE_DOCUMENT',
      'EXPERT_RECOMMENDATION',
      'PUBLICATION',
      'METHODICAL_DEVELOPMENT',
    ] as const)
      given(site, opened).when(publish({ rubric, kind }), under('SEV')).then({ type: 'MaterialPublished' });
    const [reason] = given(site, opened)
      .when(publish({ rubric, kind: 'NEWS' }), under('SEV'))
      .thenRefused('expert-library-keeps-its-kinds');
    expect(clauseIds([reason!])).toContain('SEV-V-2.2');
  });
  it('are published once, updated and withdrawn while they stand, in order of time', () => {
    given(site, opened, published).when(publish(), known()).thenRefused('shown-once');
    given(site, opened, published).when(update(), known()).then({ type: 'MaterialUpdated' });
    given(site, opened, published)
      .when(update('2021-02-28'), known())
      .thenRefused('site-acts-in-order-of-time');
    given(site, opened).when(update(), known()).thenRefused('shown-and-standing');
    const down = given(site, opened, published).when(takeDown(), known()).then({ type: 'MaterialWithdrawn' });
    given(site, opened, published, ...down)
      .when(update('2021-06-01'), known())
      .thenRefused('shown-and-standing');
    given(site, opened)
      .when(publish({ effectiveOn: '2021-01-31' }), known())
      .thenRefused('site-acts-in-order-of-time');
    given(site, opened)
      .when(publish({ title: ' ' }), known())
      .thenRefused('site-title-given');
    const state = [opened, published, ...down].reduce<SiteState>(site.evolve, site.initial);
    expect(
      ['2021-02-28', '2021-03-01', '2021-04-30', '2021-05-01'].map(
        (on) => materialOn(state, MATERIAL, on) !== undefined,
      ),
    ).toEqual([false, true, true, false]);
  });
});

describe('other places of open information', () => {
  it('a resource is created at an address, then updated in order of time', () => {
    const sev = under('SEV');
    const events = given(site).when(resource(), sev).then({ type: 'InfoResourceOpened' });
    given(site)
      .when(resource({ place: 'в коридоре' }), sev)
      .thenRefused('info-resource-placed');
    given(site, ...events)
      .when(refresh('2021-10-01'), sev)
      .then({ type: 'InfoResourceUpdated' });
    given(site, ...events)
      .when(refresh('2021-08-31'), sev)
      .thenRefused('site-acts-in-order-of-time');
    given(site).when(refresh('2021-10-01'), sev).thenRefused('shown-and-standing');
    const closed = given(site, ...events)
      .when(close('2021-11-01'), sev)
      .then({ type: 'InfoResourceClosed' });
    given(site, ...events, ...closed)
      .when(refresh('2021-12-01'), sev)
      .thenRefused('shown-and-standing');
    given(site, ...events)
      .when(resource(), sev)
      .thenRefused('shown-once');
  });
  it('a notice board may hang on a wall, chats and groups have an address', () => {
    given(site)
      .when(resource({ kind: 'NOTICE_BOARD', place: 'Первый этаж, у учительской' }), under('MR'))
      .then({ type: 'InfoResourceOpened', data: { kind: 'NOTICE_BOARD' } });
    given(site)
      .when(resource({ kind: 'CHAT' }), under('MR'))
      .then({ type: 'InfoResourceOpened' });
    given(site)
      .when(resource({ kind: 'CHAT', place: 'у нас' }), under('MR'))
      .thenRefused('info-resource-placed');
  });
});

it('no accepted history shows a material before its section, names who did not agree, or goes back in time', () => {
  const acts: fc.Arbitrary<readonly [SiteCommand, SiteEvidence]> = fc
    .record({
      what: fc.constantFrom('open', 'publish', 'publish', 'update', 'down', 'resource', 'refresh', 'close'),
      on: anyDay,
      agreed: mostly,
    })
    .map(({ what, on, agreed }) => {
      const act: { readonly [name: string]: () => SiteCommand } = {
        open: () => open('Наши наставники', on),
        publish: () => publish({ effectiveOn: on, rubric: 'HONOUR_BOARD', namedIds: [MENTOR] }),
        update: () => update(on),
        down: () => takeDown(on),
        resource: () => resource({ effectiveOn: on }),
        refresh: () => refresh(on),
        close: () => close(on),
      };
      return [act[what]!(), known({ people: { [MENTOR]: { isMentor: true, mayBeNamed: agreed } } })] as const;
    });
  everyHistory({
    decider: site,
    storedTypes: siteStoredTypes,
    acts,
    first: [[open('Наши наставники'), known()]],
    atLeast: 300,
    holds: (history) => {
      let since: string | undefined;
      const last: { [thing: string]: string } = {};
      for (const { events, evidence } of history) {
        for (const { type, data } of events) {
          if (type === 'SiteSectionOpened') {
            expect(since).toBeUndefined();
            since = data.effectiveOn;
          }
          if (type === 'MaterialPublished') {
            expect(since !== undefined && since <= data.effectiveOn).toBe(true);
            for (const one of data.namedIds) expect(evidence.people[one]?.mayBeNamed).toBe(true);
          }
          const thing = 'materialId' in data ? data.materialId : 'resourceId' in data ? data.resourceId : '';
          expect((last[thing] ?? '') <= data.effectiveOn).toBe(true);
          last[thing] = data.effectiveOn;
        }
      }
    },
  });
});
