/** What every service process shares: its settings and its end. */
import { readConfig, settingsOf } from '@nastavnik/platform/config';
import { endOnSignal, ListensOn, ServiceConfig } from '.';

class ExampleConfig extends ServiceConfig {
  @ListensOn({ ru: 'порт', en: 'port', example: '8080' })
  port: number = 8080;

  override host = '0.0.0.0';
}

const servers = { EVENTSTORE_URL: 'esdb://log:2113?tls=false', DATABASE_URL: 'postgres://tables/x' };

describe('settings of a service', () => {
  it('are those of every service and its own, with its own defaults', () => {
    expect(settingsOf(ExampleConfig).map(({ variable }) => variable)).toEqual([
      ...['EVENTSTORE_URL', 'DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PORT'],
    ]);
    expect(readConfig(ExampleConfig, servers)).toEqual({
      eventStoreUrl: servers.EVENTSTORE_URL,
      databaseUrl: servers.DATABASE_URL,
      host: '0.0.0.0',
      logLevel: 'info',
      port: 8080,
    });
    expect(readConfig(ExampleConfig, { ...servers, HOST: '10.0.0.1', PORT: '0' })).toMatchObject({
      host: '10.0.0.1',
      port: 0,
    });
  });

  it.each([
    ['EVENTSTORE_URL', 'kurrentdb://log:2113'],
    ['DATABASE_URL', 'mysql://tables/x'],
    ['PORT', '65536'],
    ['LOG_LEVEL', 'loud'],
  ])('%s is not %s', (variable, value) =>
    expect(() => readConfig(ExampleConfig, { ...servers, [variable]: value })).toThrow(variable),
  );
});

describe('the end', () => {
  const logger = { info: jest.fn(), error: jest.fn() };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const others = signals.map((signal) => process.listeners(signal));
  let exit: jest.SpyInstance;
  beforeEach(() => {
    for (const signal of signals) process.removeAllListeners(signal);
    exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  });
  afterEach(() => {
    exit.mockRestore();
    signals.forEach((signal, index) => {
      process.removeAllListeners(signal);
      for (const listener of others[index]!) process.on(signal, listener);
    });
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('comes once, however many signals ask for it, and is a success when everything stopped', async () => {
    const stop = jest.fn(async () => undefined);
    endOnSignal(logger, stop);
    process.emit('SIGTERM');
    process.emit('SIGINT');
    await settled();
    expect(stop).toHaveBeenCalledTimes(1);
    expect(exit.mock.calls).toEqual([[0]]);
  });

  it('is a failure, and says so, when something did not stop', async () => {
    endOnSignal(logger, () => Promise.reject(new Error('stuck')));
    process.emit('SIGINT');
    await settled();
    expect(exit.mock.calls).toEqual([[1]]);
    expect(logger.error).toHaveBeenCalled();
  });
});
