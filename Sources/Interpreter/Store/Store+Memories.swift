extension Store {
  /// The linear memories that its instances define or import, each once, in the order of the instances.
  package var memories: [CoreMemory] {
    var seen: Set<ObjectIdentifier> = []
    return instances.flatMap(\.memories).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
