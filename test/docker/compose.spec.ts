// The production parts fit together: what compose.yml says is what the Dockerfile builds and what the apps read.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { ConfigProblems, readConfig, type Setting, settingsOf } from '@nastavnik/platform/config';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { MigrateConfig } from '../../apps/standalone/migrate.config';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
  readonly network_mode?: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const FILES = ['docker/compose.yml', 'docker/compose.cluster.yml'];
const text = FILES.map(read).join('\n');
// The package that brings a YAML parser is an ES module, which Jest does not load: node itself does.
const parsed = execFileSync(
  process.execPath,
  [
    '--input-type=module',
    '--eval',
    `import { parseYaml } from '@redocly/openapi-core';
     import { readFileSync } from 'node:fs';
     console.log(JSON.stringify(${JSON.stringify(FILES)}.map((file) => parseYaml(readFileSync(file, 'utf8')))));`,
  ],
  { cwd: root, encoding: 'utf8' },
);
const [compose, cluster] = JSON.parse(parsed) as [Compose, Compose];
const apps = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);
/** What serves until it is stopped; the others do their work and end. */
const processes = apps.filter(([name]) => !['auditor', 'migrate'].includes(name));

/** `.env.example` as an installation would fill it in. */
const example = new Map(
  read('docker/.env.example')
    .split('\n')
    .map((line) => /^(?:# )?([A-Z_]+)=(.*)$/.exec(line))
    .filter((found) => found !== null)
    .map((found) => [found[1]!, found[2] || 'abc123'] as const),
);

/** Compose's interpolation: `${NAME:-default}`, `${NAME:?message}`. */
const fill = (value: string): string =>
  value.replace(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const given = example.get(name);
    if (given === undefined && kind !== '-') throw new Error(`${name} is not in .env.example`);
    return given ?? rest ?? '';
  });

interface Stage {
  readonly from: string;
  readonly lines: readonly string[];
}
const stages = new Map<string, Stage>(
  read('docker/Dockerfile')
    .replace(/\\\n/g, ' ')
    .split(/^(?=FROM )/m)
    .slice(1)
    .map((stage) => {
      const lines = stage.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(lines[0]!)!;
      return [name!, { from: from!, lines: lines.slice(1) }] as const;
    }),
);
const wordsOf = (stage: Stage, instruction: string): string[] =>
  stage.lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));

/** The class of settings of an app: exported by `<app>.config.ts`, or by `main.ts` itself. */
const configOf = (app: string): new () => object => {
  const file = [`apps/${app}/${app}.config.ts`, `apps/${app}/main.ts`].find((path) =>
    existsSync(join(root, path)),
  );
  if (file === undefined) throw new Error(`${app} has neither ${app}.config.ts nor main.ts`);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
  const exported = Object.values(require(join(root, file)) as Record<string, unknown>);
  const found = exported.find(
    (one): one is new () => object =>
      typeof one === 'function' && one.prototype instanceof Object && settingsOf(one as never).length > 0,
  );
  if (found === undefined) throw new Error(`${file} exports no class with @Env settings`);
  return found;
};

test('every service is built from a target that exists or names an image, and every app target has a service', () => {
  expect(apps.map(([name]) => name).sort()).toEqual(['api', 'auditor', 'migrate', 'projector', 'publisher']);
  for (const [name, { build }] of apps) {
    expect([name, build!.target, build!.dockerfile, build!.context]).toEqual([
      name,
      name,
      'docker/Dockerfile',
      '..',
    ]);
    expect(stages.get(name)?.from).toBe('runtime');
  }
  const targets = [...stages].filter(([, stage]) => stage.from === 'runtime').map(([name]) => name);
  expect(targets.sort()).toEqual(apps.map(([name]) => name).sort());
  for (const [name, service] of Object.entries(compose.services)) {
    expect([name, /^[\w./-]+(:[\w.-]+)?$/.test(fill(service.image ?? ''))]).toEqual([name, true]);
  }
});

test('a target runs the file that the build makes of an app, as somebody without rights, without development packages', () => {
  const nest = JSON.parse(read('nest-cli.json')) as { projects: Record<string, { entryFile: string }> };
  for (const [name] of apps) {
    const [app, entry] =
      name === 'migrate' ? ['standalone', 'migrate'] : [name, nest.projects[name]!.entryFile];
    const stage = stages.get(name)!;
    const [command] = [...wordsOf(stage, 'CMD'), ...wordsOf(stage, 'ENTRYPOINT')].slice(-1);
    expect(JSON.parse(command!)).toEqual(['node', `dist/apps/${app}/${entry}.js`]);
    expect(existsSync(join(root, 'apps', app, `${entry}.ts`))).toBe(true);
  }
  expect(wordsOf(stages.get('runtime')!, 'USER')).toEqual(['node']);
  expect(wordsOf(stages.get('dependencies')!, 'RUN').join()).toMatch(/npm ci .*--omit=dev/);
});

test('what is copied into an image exists, and the context lets it through', () => {
  const admitted = read('docker/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...stages.values()]
    .flatMap((stage) => wordsOf(stage, 'COPY'))
    .filter((words) => !words.startsWith('--from='))
    .flatMap((words) => words.split(' ').slice(0, -1));
  expect([...new Set(copied)].sort()).toEqual([...admitted].sort());
  for (const path of copied) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});

test.each(processes.map(([name, service]) => [name, service] as const))(
  'the settings that %s gets are those it reads, and it accepts them',
  (name, service) => {
    const config = configOf(name);
    const known = settingsOf(config);
    const given = Object.keys(service.environment!).map((variable) => variable.replace(/_FILE$/, ''));
    expect(given.filter((variable) => !known.some((setting) => setting.variable === variable))).toEqual([]);

    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    const env: NodeJS.ProcessEnv = {};
    for (const [variable, value] of Object.entries(service.environment!)) {
      const secret = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
      if (secret === undefined) {
        env[variable] = fill(value);
      } else {
        expect(service.secrets).toContain(secret);
        expect(compose.secrets[secret]).toBeDefined();
        const { file } = compose.secrets[secret]!;
        const shipped = join(root, 'docker', fill(file));
        writeFileSync(
          join(folder, secret),
          existsSync(shipped) ? readFileSync(shipped) : `${Buffer.alloc(32, 7).toString('base64')}\n`,
        );
        env[variable] = join(folder, secret);
      }
    }
    try {
      readConfig(config, env);
    } catch (error) {
      throw error instanceof ConfigProblems ? new Error(error.message) : error;
    } finally {
      rmSync(folder, { recursive: true });
    }
    // And it needs them: without any, it says which are missing.
    expect(() => readConfig(config, {})).toThrow(ConfigProblems);
  },
);

test('the auditor is given what it reads', () => {
  const sources = readdirSync(join(root, 'apps/auditor'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => read(`apps/auditor/${file}`))
    .join('\n');
  for (const variable of Object.keys(compose.services['auditor']!.environment!))
    expect(sources).toContain(variable);
});

test('a process listens where its image is asked for health and where the host publishes it', () => {
  const ports = processes.map(([name, service]) => {
    const stage = stages.get(name)!;
    const port = service.environment!['PORT']!;
    expect(wordsOf(stage, 'EXPOSE')).toEqual([port]);
    expect(wordsOf(stage, 'ENV')).toContain(`PORT=${port}`);
    expect(wordsOf(stage, 'HEALTHCHECK').join()).toContain('/health/live');
    for (const published of service.ports ?? []) expect(fill(published).split(':').at(-1)).toBe(port);
    return port;
  });
  expect(new Set(ports).size).toBe(ports.length);
});

test('whoever is named in an address is a healthy service on the same network, and waited for', () => {
  for (const [name, service] of apps) {
    const hosts = Object.values(service.environment!)
      .map((value) =>
        /^(?:esdb|postgres|redis):\/\/(?:[^@]*@)?([\w-]+):(\d+)/.exec(value.replace(/\$\{[^}]*\}/g, 'x')),
      )
      .filter((found) => found !== null);
    expect(hosts.length).toBeGreaterThan(name === 'migrate' ? 0 : 1);
    for (const [, host] of hosts) {
      const server = compose.services[host!];
      expect([name, host, server?.healthcheck !== undefined]).toEqual([name, host, true]);
      expect(server!.networks.filter((network) => service.networks.includes(network))).not.toEqual([]);
      if (name !== 'auditor') expect(service.depends_on?.[host!]?.condition).toBe('service_healthy');
    }
  }
});

test('the schema is brought up to date once, before anybody who needs it starts', () => {
  const job = compose.services['migrate']!;
  expect(job).toMatchObject({ restart: 'no', networks: ['inside'] });
  const given = Object.keys(job.environment!);
  expect(settingsOf(MigrateConfig).map(({ variable }) => variable)).toEqual(given);
  for (const [, service] of processes)
    expect(service.depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
});

test('data outlive their containers and only the API is reachable from outside', () => {
  for (const [name, { volumes = [], ports, networks }] of Object.entries(compose.services)) {
    for (const volume of volumes) {
      const [source] = volume.split(':');
      if (source!.startsWith('./')) expect(existsSync(join(root, 'docker', source!))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
    expect([name, ports !== undefined]).toEqual([name, name === 'api' || name === 'keycloak']);
  }
  for (const name of ['eventstore', 'postgres', 'redis']) {
    expect(compose.services[name]!.volumes?.length).toBeGreaterThan(0);
    expect(compose.services[name]!.networks).toEqual(['inside']);
  }
  expect(compose.networks['inside']).toEqual({ internal: true });
});

test('everything that compose asks of docker/.env stands in the example, and nothing else does', () => {
  const asked = [...text.replace(/^\s*#.*$/gm, '').matchAll(/\$\{([A-Z_]+)/g)].map((found) => found[1]!);
  expect([...new Set(asked)].sort()).toEqual([...example.keys()].sort());
});

test('the README lists every setting of every process', () => {
  const readme = read('docker/README.md');
  const settings = processes.flatMap(([name]) => settingsOf(configOf(name)) as Setting[]);
  for (const { variable } of settings) expect(readme).toContain(`\`${variable}\``);
});

describe('three nodes with TLS', () => {
  const nodes = ['eventstore', 'eventstore-2', 'eventstore-3'];
  const settingOf = (node: string, name: string) => cluster.services[node]!.environment![`KURRENTDB_${name}`];

  test('each knows the others by the name its certificate is made for, and none is without TLS', () => {
    const job = cluster.services['certificates']!;
    const [script] = job.command!;
    for (const node of nodes) {
      expect(script).toContain(node);
      expect(settingOf(node, 'INSECURE')).toBe('false');
      expect(settingOf(node, 'CLUSTER_SIZE')).toBe(String(nodes.length));
      const others = nodes.filter((one) => one !== node).map((one) => `${one}:2113`);
      expect(settingOf(node, 'GOSSIP_SEED')!.split(',')).toEqual(others);
      for (const name of ['NODE_HOST_ADVERTISE_AS', 'REPLICATION_HOST_ADVERTISE_AS'])
        expect(settingOf(node, name)).toBe(node);
      const { volumes = [], healthcheck, depends_on } = cluster.services[node]!;
      expect(volumes).toContain(`${node}-certificate:/certificates/node:ro`);
      expect(job.volumes).toContain(`${node}-certificate:/${node}`);
      expect(healthcheck!.test).toContain('https://localhost:2113/health/live');
      expect(depends_on?.['certificates']?.condition).toBe('service_completed_successfully');
    }
    const keepers = Object.entries(cluster.services).filter(([, { volumes = [] }]) =>
      volumes.some((volume) => volume.startsWith('eventstore-authority:')),
    );
    expect(keepers.map(([name]) => name)).toEqual(['certificates']);
    expect(job.network_mode).toBe('none');
    const declared = [...Object.keys(compose.volumes), ...Object.keys(cluster.volumes)];
    for (const { volumes = [] } of Object.values(cluster.services))
      for (const volume of volumes) expect(declared).toContain(volume.split(':')[0]);
  });

  test('whoever reads the log is given the three of them and their authority, and the client takes the address', async () => {
    const readers = apps.filter(([, { environment }]) => environment!['EVENTSTORE_URL'] !== undefined);
    expect(readers.length).toBeGreaterThan(3);
    const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
    writeFileSync(join(folder, 'ca.crt'), rootCertificates[0]!);
    for (const [name] of readers) {
      const { environment, volumes, depends_on } = cluster.services[name]!;
      const url = fill(environment!['EVENTSTORE_URL']!);
      const [, hosts, query] = /^esdb:\/\/admin:[^@]+@([^?]+)\?(.+)$/.exec(url)!;
      expect(hosts!.split(',')).toEqual(nodes.map((node) => `${node}:2113`));
      const { tls, tlsCaFile } = Object.fromEntries(new URLSearchParams(query));
      expect([tls, tlsCaFile]).toEqual(['true', '/certificates/ca/ca.crt']);
      expect(volumes).toEqual(['eventstore-ca:/certificates/ca:ro']);
      if (name !== 'auditor')
        for (const node of nodes.slice(1)) expect(depends_on?.[node]?.condition).toBe('service_healthy');
      await connectEventStore(url.replace(tlsCaFile!, join(folder, 'ca.crt'))).close();
      expect(() => connectEventStore(url)).toThrow(/certificate/);
    }
    rmSync(folder, { recursive: true });
  });
});
