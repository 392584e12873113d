export const PTZ_NODE_TOKEN = 'ptz0';
export const PTZ_CONFIGURATION_TOKEN = 'ptzc0';
export const DEFAULT_PTZ_TIMEOUT_MS = 10_000;
export const MAX_PTZ_TIMEOUT_MS = 60_000;

const SPACES = 'http://www.onvif.org/ver10/tptz';

/** Generic spaces of ONVIF PTZ 5.7: normalised -1..1, zoom 0..1. */
export const SPACE = {
  absolutePanTilt: `${SPACES}/PanTiltSpaces/PositionGenericSpace`,
  absoluteZoom: `${SPACES}/ZoomSpaces/PositionGenericSpace`,
  relativePanTilt: `${SPACES}/PanTiltSpaces/TranslationGenericSpace`,
  relativeZoom: `${SPACES}/ZoomSpaces/TranslationGenericSpace`,
  continuousPanTilt: `${SPACES}/PanTiltSpaces/VelocityGenericSpace`,
  continuousZoom: `${SPACES}/ZoomSpaces/VelocityGenericSpace`,
  panTiltSpeed: `${SPACES}/PanTiltSpaces/GenericSpeedSpace`,
  zoomSpeed: `${SPACES}/ZoomSpaces/ZoomGenericSpeedSpace`,
} as const;

function range(element: string, min: number, max: number): string {
  return `<tt:${element}><tt:Min>${min}</tt:Min><tt:Max>${max}</tt:Max></tt:${element}>`;
}

function space2d(element: string, uri: string): string {
  return `<tt:${element}><tt:URI>${uri}</tt:URI>${range('XRange', -1, 1)}${range('YRange', -1, 1)}</tt:${element}>`;
}

function space1d(element: string, uri: string, min: number): string {
  return `<tt:${element}><tt:URI>${uri}</tt:URI>${range('XRange', min, 1)}</tt:${element}>`;
}

/** All spaces of the node, in the order of tt:PTZSpaces. */
export const SUPPORTED_SPACES =
  space2d('AbsolutePanTiltPositionSpace', SPACE.absolutePanTilt) +
  space1d('AbsoluteZoomPositionSpace', SPACE.absoluteZoom, 0) +
  space2d('RelativePanTiltTranslationSpace', SPACE.relativePanTilt) +
  space1d('RelativeZoomTranslationSpace', SPACE.relativeZoom, -1) +
  space2d('ContinuousPanTiltVelocitySpace', SPACE.continuousPanTilt) +
  space1d('ContinuousZoomVelocitySpace', SPACE.continuousZoom, -1) +
  space1d('PanTiltSpeedSpace', SPACE.panTiltSpeed, 0) +
  space1d('ZoomSpeedSpace', SPACE.zoomSpeed, 0);

export function ptzConfiguration(element: string): string {
  return (
    `<${element} token="${PTZ_CONFIGURATION_TOKEN}"><tt:Name>head</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>${PTZ_NODE_TOKEN}</tt:NodeToken>` +
    `<tt:DefaultAbsolutePantTiltPositionSpace>${SPACE.absolutePanTilt}</tt:DefaultAbsolutePantTiltPositionSpace>` +
    `<tt:DefaultAbsoluteZoomPositionSpace>${SPACE.absoluteZoom}</tt:DefaultAbsoluteZoomPositionSpace>` +
    `<tt:DefaultRelativePanTiltTranslationSpace>${SPACE.relativePanTilt}</tt:DefaultRelativePanTiltTranslationSpace>` +
    `<tt:DefaultRelativeZoomTranslationSpace>${SPACE.relativeZoom}</tt:DefaultRelativeZoomTranslationSpace>` +
    `<tt:DefaultContinuousPanTiltVelocitySpace>${SPACE.continuousPanTilt}</tt:DefaultContinuousPanTiltVelocitySpace>` +
    `<tt:DefaultContinuousZoomVelocitySpace>${SPACE.continuousZoom}</tt:DefaultContinuousZoomVelocitySpace>` +
    `<tt:DefaultPTZTimeout>PT${DEFAULT_PTZ_TIMEOUT_MS / 1000}S</tt:DefaultPTZTimeout>` +
    `<tt:PanTiltLimits><tt:Range><tt:URI>${SPACE.absolutePanTilt}</tt:URI>${range('XRange', -1, 1)}${range('YRange', -1, 1)}</tt:Range></tt:PanTiltLimits>` +
    `<tt:ZoomLimits><tt:Range><tt:URI>${SPACE.absoluteZoom}</tt:URI>${range('XRange', 0, 1)}</tt:Range></tt:ZoomLimits></${element}>`
  );
}
