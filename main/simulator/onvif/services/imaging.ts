import type { Service } from '../service.ts';
import { invalidArgument } from '../soap-message.ts';
import { childText, NAMESPACE } from '../soap-xml.ts';
import { VIDEO_SOURCE_TOKEN } from './media.ts';

/** The little of the imaging service (ONVIF Imaging) that clients look at: fixed settings. */
export const imagingService: Service = {
  namespace: NAMESPACE.timg,
  withoutCredentials: new Set(['GetServiceCapabilities']),
  operations: {
    GetServiceCapabilities: () => '<timg:GetServiceCapabilitiesResponse><timg:Capabilities/></timg:GetServiceCapabilitiesResponse>',
    GetImagingSettings: ({ request }) => {
      if (childText(request.operation, 'VideoSourceToken') !== VIDEO_SOURCE_TOKEN) throw invalidArgument('ter:NoSource', 'There is no such video source');
      return '<timg:GetImagingSettingsResponse><timg:ImagingSettings><tt:Brightness>50</tt:Brightness><tt:ColorSaturation>50</tt:ColorSaturation><tt:Contrast>50</tt:Contrast></timg:ImagingSettings></timg:GetImagingSettingsResponse>';
    },
    GetOptions: ({ request }) => {
      if (childText(request.operation, 'VideoSourceToken') !== VIDEO_SOURCE_TOKEN) throw invalidArgument('ter:NoSource', 'There is no such video source');
      return '<timg:GetOptionsResponse><timg:ImagingOptions/></timg:GetOptionsResponse>';
    },
  },
};
