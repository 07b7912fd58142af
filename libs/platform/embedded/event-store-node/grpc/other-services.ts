/** Everything beside Streams: what the node can do, who leads, and a plain refusal of the rest. */
import { randomUUID } from 'node:crypto';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { MonitoringService } from '@eventstore/db-client/generated/monitoring_grpc_pb';
import { OperationsService } from '@eventstore/db-client/generated/operations_grpc_pb';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import { ProjectionsService } from '@eventstore/db-client/generated/projections_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { UsersService } from '@eventstore/db-client/generated/users_grpc_pb';
import type { sendUnaryData, Server, ServiceDefinition } from '@grpc/grpc-js';
import { unsupported } from './errors';
import { streamsDefinition } from './streams-service';

/** Version of the protocol the node speaks; clients show it and compare it. */
const serverVersion = '24.10.0';

const features: Readonly<Record<string, readonly string[]>> = {
  Read: ['position', 'events'],
  BatchAppend: ['deadline_duration'],
};

const supportedMethods = (definitions: readonly ServiceDefinition[]): SupportedMethods => {
  const methods = definitions.flatMap((definition) =>
    Object.values(definition).map(({ path }) => {
      const [, service = '', method = ''] = path.split('/');
      const supported = new SupportedMethod();
      supported.setServiceName(service.toLowerCase());
      supported.setMethodName(method.toLowerCase());
      return supported.setFeaturesList([...(features[method] ?? [])]);
    }),
  );
  const answer = new SupportedMethods();
  answer.setEventStoreServerVersion(serverVersion);
  return answer.setMethodsList(methods);
};

export const addServerFeatures = (server: Server): void => {
  const methods = supportedMethods([
    streamsDefinition,
    asDefinition(GossipService),
    asDefinition(ServerFeaturesService),
  ]);
  server.addService(asDefinition(ServerFeaturesService), {
    getSupportedMethods: (_call: unknown, done: sendUnaryData<SupportedMethods>) => done(null, methods),
  });
};

/** A cluster of one, always its leader. @param endpoint asked at each call: the port is known once the server listens */
export const addGossip = (server: Server, endpoint: () => { host: string; port: number }): void => {
  const instanceId = new UUID().setString(randomUUID());
  server.addService(asDefinition(GossipService), {
    read: (_call: unknown, done: sendUnaryData<ClusterInfo>) => {
      const { host, port } = endpoint();
      const address = new EndPoint();
      address.setAddress(host);
      address.setPort(port);
      const member = new MemberInfo();
      member.setInstanceId(instanceId);
      member.setTimeStamp(`${Date.now()}0000`);
      member.setState(MemberInfo.VNodeState.LEADER);
      member.setIsAlive(true);
      member.setHttpEndPoint(address);
      const cluster = new ClusterInfo();
      cluster.addMembers(member);
      done(null, cluster);
    },
  });
};

const refused = {
  'Persistent subscriptions': PersistentSubscriptionsService,
  Projections: ProjectionsService,
  'User management': UsersService,
  Operations: OperationsService,
  Monitoring: MonitoringService,
};

/** UNIMPLEMENTED with a pointer to the real thing, instead of gRPC's "unknown method". */
export const addRefusals = (server: Server): void => {
  for (const [what, service] of Object.entries(refused)) {
    const definition = asDefinition(service);
    const refusals = Object.entries(definition).map(([name, { responseStream }]) => [
      name,
      responseStream
        ? (call: { emit(event: 'error', error: Error): void }) => call.emit('error', unsupported(what))
        : (_call: unknown, done: sendUnaryData<unknown>) => done(unsupported(what)),
    ]);
    server.addService(definition, Object.fromEntries(refusals));
  }
};

/** The generated interfaces have no index signature, which `addService` wants. */
const asDefinition = (service: unknown): ServiceDefinition => service as ServiceDefinition;
