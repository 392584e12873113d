export const MAX_PULL_POINTS = 16;

export const EVENT_CAPABILITIES =
  '<tev:Capabilities WSSubscriptionPolicySupport="false" WSPullPointSupport="true" ' +
  `WSPausableSubscriptionManagerInterfaceSupport="false" MaxNotificationProducers="0" MaxPullPoints="${MAX_PULL_POINTS}" PersistentNotificationStorage="false"/>`;
