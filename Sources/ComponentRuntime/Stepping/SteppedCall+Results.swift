package import CoreTypes

extension SteppedCall {
  /// What the guest's last function to return to the host returned; empty before there was one.
  package var lastResults: [CoreValue] { machine.running.walk.lastResults }
}
