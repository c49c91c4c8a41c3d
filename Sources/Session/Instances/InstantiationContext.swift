package import CoreTypes

/// What an instance is made within: the settings' limits, and who may end it while its start functions run.
package struct InstantiationContext {
  package var settings: Settings
  /// Asked between slices with the instructions that the instantiation ran so far: why it shall end, or nil.
  package var reasonToStop: (UInt64) -> TrapCode?

  package init(settings: Settings, reasonToStop: @escaping (UInt64) -> TrapCode? = { _ in nil }) {
    self.settings = settings
    self.reasonToStop = reasonToStop
  }
}
