import { HOME_POSITION, MAX_PRESETS, PTZ_LIMITS, type PtzMotion, type PtzPreset } from '../../city/ptz-motion.ts';
import type { PtzPosition } from '../../types.ts';
import { parseDurationMs } from '../duration.ts';
import type { Call, Operation, Service } from '../service.ts';
import { invalidArgument, notSupported, SoapFault } from '../soap-message.ts';
import { child, childText, escapeXml, NAMESPACE, type XmlElement } from '../soap-xml.ts';
import { profileToken } from './media.ts';
import { PTZ_CAPABILITIES } from './ptz-capabilities.ts';
import {
  DEFAULT_PTZ_TIMEOUT_MS,
  MAX_PTZ_TIMEOUT_MS,
  PTZ_CONFIGURATION_TOKEN,
  PTZ_NODE_TOKEN,
  ptzConfiguration,
  SPACE,
  SUPPORTED_SPACES,
} from './ptz-configuration.ts';

interface PtzCall extends Call {
  motion: PtzMotion;
}

/** The PTZ service (ONVIF PTZ, ptz.wsdl) in generic spaces. A fixed camera answers ActionNotSupported. */
export const ptzService: Service = {
  namespace: NAMESPACE.tptz,
  withoutCredentials: new Set(['GetServiceCapabilities']),
  operations: {
    GetServiceCapabilities: () => `<tptz:GetServiceCapabilitiesResponse>${PTZ_CAPABILITIES}</tptz:GetServiceCapabilitiesResponse>`,
    GetNodes: withHead(() => `<tptz:GetNodesResponse>${node()}</tptz:GetNodesResponse>`),
    GetNode: withHead(({ request }) => {
      if (childText(request.operation, 'NodeToken') !== PTZ_NODE_TOKEN) throw invalidArgument('ter:NoEntity', 'There is no such PTZ node');
      return `<tptz:GetNodeResponse>${node()}</tptz:GetNodeResponse>`;
    }),
    GetConfigurations: withHead(() => `<tptz:GetConfigurationsResponse>${ptzConfiguration('tptz:PTZConfiguration')}</tptz:GetConfigurationsResponse>`),
    GetConfiguration: withHead(({ request }) => {
      if (childText(request.operation, 'PTZConfigurationToken') !== PTZ_CONFIGURATION_TOKEN)
        throw invalidArgument('ter:NoConfig', 'There is no such PTZ configuration');
      return `<tptz:GetConfigurationResponse>${ptzConfiguration('tptz:PTZConfiguration')}</tptz:GetConfigurationResponse>`;
    }),
    GetConfigurationOptions: withHead(
      () =>
        `<tptz:GetConfigurationOptionsResponse><tptz:PTZConfigurationOptions><tt:Spaces>${SUPPORTED_SPACES}</tt:Spaces>` +
        `<tt:PTZTimeout><tt:Min>PT1S</tt:Min><tt:Max>PT${MAX_PTZ_TIMEOUT_MS / 1000}S</tt:Max></tt:PTZTimeout></tptz:PTZConfigurationOptions></tptz:GetConfigurationOptionsResponse>`,
    ),
    GetStatus: withHead(status),
    ContinuousMove: withHead(
      moving(({ motion, request, nowMs }) => {
        const velocity = axes(child(request.operation, 'Velocity'), SPACE.continuousPanTilt, SPACE.continuousZoom, 'ter:InvalidVelocity', -1);
        motion.moveContinuously(velocity, timeoutMs(request.operation), nowMs);
      }, 'ContinuousMove'),
    ),
    AbsoluteMove: withHead(
      moving(({ motion, request, nowMs }) => {
        motion.moveTo(
          axes(child(request.operation, 'Position'), SPACE.absolutePanTilt, SPACE.absoluteZoom, 'ter:InvalidPosition', 0),
          speed(request.operation),
          nowMs,
        );
      }, 'AbsoluteMove'),
    ),
    RelativeMove: withHead(
      moving(({ motion, request, nowMs }) => {
        motion.moveBy(
          axes(child(request.operation, 'Translation'), SPACE.relativePanTilt, SPACE.relativeZoom, 'ter:InvalidTranslation', -1),
          speed(request.operation),
          nowMs,
        );
      }, 'RelativeMove'),
    ),
    Stop: withHead(
      moving(({ motion, request, nowMs }) => {
        const panTilt = childText(request.operation, 'PanTilt');
        const zoom = childText(request.operation, 'Zoom');
        motion.stop(panTilt === null && zoom === null ? { panTilt: true, zoom: true } : { panTilt: panTilt === 'true', zoom: zoom === 'true' }, nowMs);
      }, 'Stop'),
    ),
    GotoHomePosition: withHead(moving(({ motion, request, nowMs }) => motion.goHome(speed(request.operation), nowMs), 'GotoHomePosition')),
    SetHomePosition: withHead(moving(({ motion, nowMs }) => motion.setHome(nowMs), 'SetHomePosition')),
    GetPresets: withHead(({ motion, request }) => {
      profileToken(request.operation);
      return `<tptz:GetPresetsResponse>${motion.presets().map(preset).join('')}</tptz:GetPresetsResponse>`;
    }),
    SetPreset: withHead(setPreset),
    GotoPreset: withHead(
      moving(({ motion, request, nowMs }) => {
        motion.moveTo(presetOf(motion, request.operation).position, speed(request.operation), nowMs);
      }, 'GotoPreset'),
    ),
    RemovePreset: withHead(({ motion, request }) => {
      profileToken(request.operation);
      motion.removePreset(presetOf(motion, request.operation).token);
      return '<tptz:RemovePresetResponse/>';
    }),
  },
};

function withHead(operation: (call: PtzCall) => string): Operation {
  return (call) => {
    const { motion } = call.camera;
    if (!motion) throw notSupported(call.request.operation.name);
    return operation({ ...call, motion });
  };
}

/** An operation on one profile after which the head may move; answers with an empty response. */
function moving(act: (call: PtzCall) => void, name: string): (call: PtzCall) => string {
  return (call) => {
    profileToken(call.request.operation);
    act(call);
    call.camera.headMoved();
    return `<tptz:${name}Response/>`;
  };
}

function setPreset({ motion, request, nowMs }: PtzCall): string {
  profileToken(request.operation);
  const token = childText(request.operation, 'PresetToken') || null;
  const name = childText(request.operation, 'PresetName');
  if (name !== null && (name.length > 64 || /[\p{Cc}]/u.test(name)))
    throw invalidArgument('ter:InvalidPresetName', 'A preset name has at most 64 printable characters');
  if (token !== null && !motion.preset(token)) throw invalidArgument('ter:NoToken', 'There is no such preset');
  if (name !== null && motion.presets().some((other) => other.name === name && other.token !== token))
    throw invalidArgument('ter:PresetExist', 'A preset of this name exists');
  const stored = motion.setPreset(token, name, nowMs);
  if (!stored) throw new SoapFault(['ter:Action', 'ter:TooManyPresets'], `There is room for ${MAX_PRESETS} presets`, { sender: false });
  return `<tptz:SetPresetResponse><tptz:PresetToken>${stored.token}</tptz:PresetToken></tptz:SetPresetResponse>`;
}

function presetOf(motion: PtzMotion, operation: XmlElement): PtzPreset {
  const found = motion.preset(childText(operation, 'PresetToken') ?? '');
  if (!found) throw invalidArgument('ter:NoToken', 'There is no such preset');
  return found;
}

function status({ motion, request, nowMs }: PtzCall): string {
  profileToken(request.operation);
  const moves = motion.movingAt(nowMs);
  const word = (active: boolean): string => (active ? 'MOVING' : 'IDLE');
  return (
    `<tptz:GetStatusResponse><tptz:PTZStatus>${position(motion.positionAt(nowMs), 'tt:Position')}` +
    `<tt:MoveStatus><tt:PanTilt>${word(moves.panTilt)}</tt:PanTilt><tt:Zoom>${word(moves.zoom)}</tt:Zoom></tt:MoveStatus>` +
    `<tt:UtcTime>${new Date(nowMs).toISOString()}</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>`
  );
}

function position({ pan, tilt, zoom }: PtzPosition, element: string): string {
  return (
    `<${element}><tt:PanTilt x="${pan.toFixed(4)}" y="${tilt.toFixed(4)}" space="${SPACE.absolutePanTilt}"/>` +
    `<tt:Zoom x="${zoom.toFixed(4)}" space="${SPACE.absoluteZoom}"/></${element}>`
  );
}

function preset({ token, name, position: where }: PtzPreset): string {
  return `<tptz:Preset token="${token}"><tt:Name>${escapeXml(name)}</tt:Name>${position(where, 'tt:PTZPosition')}</tptz:Preset>`;
}

function node(): string {
  return (
    `<tptz:PTZNode token="${PTZ_NODE_TOKEN}" FixedHomePosition="false"><tt:Name>head</tt:Name><tt:SupportedPTZSpaces>${SUPPORTED_SPACES}</tt:SupportedPTZSpaces>` +
    `<tt:MaximumNumberOfPresets>${MAX_PRESETS}</tt:MaximumNumberOfPresets><tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode>`
  );
}

/** Reads a tt:PTZVector or tt:PTZSpeed: only the axes that are there. Throws `fault` for numbers outside the space. */
function axes(vector: XmlElement | null, panTiltSpace: string, zoomSpace: string, fault: string, minZoom: number): Partial<PtzPosition> {
  const read = (element: XmlElement, attribute: string, min: number): number => {
    const value = Number(element.attributes.get(attribute) ?? Number.NaN);
    if (!(value >= min && value <= 1)) throw invalidArgument(fault, `${element.name} ${attribute} is outside its space`);
    return value;
  };
  const inSpace = (element: XmlElement, space: string): void => {
    const named = element.attributes.get('space');
    if (named && named !== space) throw invalidArgument('ter:SpaceNotSupported', 'Only generic spaces are supported');
  };
  const result: Partial<PtzPosition> = {};
  const panTilt = child(vector, 'PanTilt');
  if (panTilt) {
    inSpace(panTilt, panTiltSpace);
    result.pan = read(panTilt, 'x', PTZ_LIMITS.pan.min);
    result.tilt = read(panTilt, 'y', PTZ_LIMITS.tilt.min);
  }
  const zoom = child(vector, 'Zoom');
  if (zoom) {
    inSpace(zoom, zoomSpace);
    result.zoom = read(zoom, 'x', minZoom);
  }
  if (!panTilt && !zoom) throw invalidArgument(fault, 'Neither PanTilt nor Zoom is given');
  return result;
}

function speed(operation: XmlElement): Partial<PtzPosition> {
  const given = child(operation, 'Speed');
  return given && given.children.length > 0 ? axes(given, SPACE.panTiltSpeed, SPACE.zoomSpeed, 'ter:InvalidSpeed', HOME_POSITION.zoom) : {};
}

function timeoutMs(operation: XmlElement): number {
  const text = childText(operation, 'Timeout');
  if (text === null || text === '') return DEFAULT_PTZ_TIMEOUT_MS;
  const duration = parseDurationMs(text);
  if (duration === null || duration <= 0) throw invalidArgument('ter:TimeoutNotSupported', 'The timeout is not a duration');
  return Math.min(duration, MAX_PTZ_TIMEOUT_MS);
}
