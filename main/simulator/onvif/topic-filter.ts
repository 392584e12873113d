import { SoapFault } from './soap-message.ts';
import { child, NAMESPACE, type XmlElement } from './soap-xml.ts';

const CONCRETE_SET = 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet';
const CONCRETE = 'http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete';

/** Tells whether a topic path ("VideoSource/MotionAlarm") passes. */
export type TopicFilter = (path: string) => boolean;

/**
 * Reads the Filter of a subscription: a topic expression in the ConcreteSet dialect (ONVIF Core 9.6.3), alternatives
 * parted by "|", each a path with an optional "//." for what is below. Throws a fault for dialects and expressions
 * that are not understood; message content filters are not supported.
 */
export function parseTopicFilter(filter: XmlElement | null): TopicFilter {
  if (!filter || filter.children.length === 0) return () => true;
  if (child(filter, 'MessageContent')) throw fault('InvalidFilterFault', 'Message content filters are not supported');
  const expression = child(filter, 'TopicExpression');
  if (!expression) throw fault('InvalidFilterFault', 'The filter is not understood');
  const dialect = expression.attributes.get('Dialect') ?? CONCRETE;
  if (dialect !== CONCRETE_SET && dialect !== CONCRETE) throw fault('TopicExpressionDialectUnknownFault', 'The dialect of the topic expression is not known');
  const alternatives = expression.text.split('|').map((text) => text.trim());
  const tests = alternatives.map((alternative): TopicFilter => {
    const match = /^(?:[\w.-]+:)?([\w-]+(?:\/(?:[\w.-]+:)?[\w-]+)*)(\/\/\.)?$/.exec(alternative);
    if (!match?.[1]) throw fault('InvalidTopicExpressionFault', 'The topic expression is not understood');
    const path = match[1].replace(/[\w.-]+:/g, '');
    const withBelow = match[2] !== undefined;
    return (candidate) => candidate === path || (withBelow && candidate.startsWith(`${path}/`));
  });
  return (path) => tests.some((test) => test(path));
}

/** A WS-BaseNotification fault: an empty element of the given name as detail. */
export function fault(name: string, reason: string): SoapFault {
  const description = `<wsrfbf:Timestamp>${new Date().toISOString()}</wsrfbf:Timestamp>`;
  return new SoapFault(['ter:InvalidArgVal'], reason, { detail: `<wsnt:${name} xmlns:wsnt="${NAMESPACE.wsnt}">${description}</wsnt:${name}>` });
}
