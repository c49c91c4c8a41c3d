import Glibc

/// Runs work on a thread with a stack of a size in bytes, and waits for it.
func onThread(stackBytes: Int, _ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, stackBytes)
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(work))
  let status = pthread_create(
    &thread, &attributes,
    { argument in
      guard let argument else { return nil }
      Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
      return nil
    }, box.toOpaque())
  precondition(status == 0, "no thread")
  pthread_join(thread, nil)
  pthread_attr_destroy(&attributes)
}
