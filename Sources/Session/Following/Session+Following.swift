import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter

extension Session {
  /// Begins a call, so that its result can be followed where that is wanted.
  func start(
    _ function: CallableFunction, _ arguments: [ComponentValue], on instance: any ComponentInstance
  ) throws(CallError) -> any ComponentCall {
    if settings.watch.isOn, settings.followLimit > 0, function.type.result != nil,
      let call = try instance.startFollowableCall(
        function.path, arguments, watch: settings.watch, limits: FollowingLimits(operators: settings.followLimit))
    {
      return call
    }
    return try instance.startCall(function.path, arguments, watch: settings.watch)
  }
}

extension CallEvidence {
  /// The report of a call that returned, with the losses that its result was followed back to.
  func report(returning value: ComponentValue?, following call: any ComponentCall, _ run: Run) -> CallReport {
    var report = report(returning: value)
    guard let value, let call = call as? any FollowableCall else { return report }
    let offsets = offsetsToFollow(report, returning: value)
    guard !offsets.isEmpty else { return report }
    let sites = Set(
      offsets.flatMap { [LossSite(offset: $0, lostSigned: true), LossSite(offset: $0, lostSigned: false)] })
    switch call.follow(sites).mapError(NotFollowed.init).flatMap({ run.complete($0) }) {
    case .success(let followed):
      guard !followed.isEmpty else { return report }
      var evidence = self
      evidence.take(followed, returning: value)
      return evidence.report(returning: value)
    case .failure(let reason):
      report.notFollowed = reason
      return report
    }
  }
}

extension NotFollowed: Error {}

extension Run {
  /// Follows a result in slices until that is over, the time is up or the user interrupts: then the call stays what it is.
  /// It costs no fuel, since nothing happens that did not happen before.
  fileprivate func complete(_ following: CallFollowing) -> Result<[FollowedLeaf], NotFollowed> {
    while true {
      if let result = following.resume(budget: Self.followedSlice) { return result.mapError(NotFollowed.init) }
      switch reasonToStop(after: 0) {
      case .timedOut?, .interrupted?: return .failure(.interrupted)
      default: break
      }
    }
  }

  /// Instructions between two looks at the clock.
  private static let followedSlice: UInt64 = 100_000
}
