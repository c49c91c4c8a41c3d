import Interpreter

// What a walk sees of the linked instances that it goes into.

extension SteppedCall {
  /// The frames of one machine, the innermost first.
  func frames(of machine: CallMachine, limit: Int) -> [SteppedFrame] {
    let entry = machine.instance.flatMap { linked?.entry(of: $0) }
    let numbers = entry?.componentNumbers ?? componentNumbers
    let names = entry?.names ?? instanceNames
    return machine.execution.codeFrames(limit: limit).map {
      SteppedFrame(
        code: $0, component: numbers[ObjectIdentifier($0.instance)], holder: names.holder(of: $0.instance),
        instance: machine.instance)
    }
  }

  /// The linked instance that runs where it stands; nil for the one whose call it is.
  package var instanceHere: (any ComponentInstance)? { machine.running.instance }

  /// What the instances inside the one that runs are called.
  package var namesHere: InstanceNames {
    machine.running.instance.flatMap { linked?.entry(of: $0).names } ?? instanceNames
  }

  /// The linked instances that it has gone into so far.
  package var linkedInstances: [any ComponentInstance] { linked?.entries.map { $0.instance } ?? [] }

  /// Says where `.run` moves stop in linked instances.
  ///
  /// - Parameter isNeeded: whether there is anything that could be in one.
  package func stopInLinked(isNeeded: Bool, _ stops: @escaping (any ComponentInstance) -> [StoppingPlace]) {
    guard let linked else { return }
    stopsInLinked = isNeeded
    linked.stops = stops
    for entry in linked.entries {
      entry.stops = stops(entry.instance)
      for machine in machine.chain where machine.context.store === entry.store { entry.rearm(machine) }
    }
  }
}
