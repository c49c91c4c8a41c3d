package import ComponentRuntime
package import CoreTypes

/// What an instance is made within: the settings' limits, and who may end it while its start functions run.
package struct InstantiationContext {
  package var settings: Settings
  /// Asked between slices with the instructions that the instantiation ran so far: why it shall end, or nil.
  package var reasonToStop: (UInt64) -> TrapCode?

  /// Where the handles that the session keeps get their numbers.
  package var handles: HandleNumbers

  /// Who answers calls of imports that nothing is linked to.
  package var responder: (any ImportResponder)?

  package init(
    settings: Settings, handles: HandleNumbers = HandleNumbers(), responder: (any ImportResponder)? = nil,
    reasonToStop: @escaping (UInt64) -> TrapCode? = { _ in nil }
  ) {
    self.settings = settings
    self.handles = handles
    self.responder = responder
    self.reasonToStop = reasonToStop
  }
}
