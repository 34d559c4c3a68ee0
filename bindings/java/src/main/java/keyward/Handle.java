package keyward;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Something that the library owns: freed once, when it is closed or, at the latest, when nobody holds it any more. */
abstract class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Pointer pointer;
    private final Cleaner.Cleanable cleanable;
    private volatile boolean closed;

    Handle(Pointer pointer, Consumer<Pointer> free) {
        this.pointer = pointer;
        cleanable = CLEANER.register(this, () -> free.accept(pointer));
    }

    static Pointer made(ToIntFunction<PointerByReference> make) {
        PointerByReference place = new PointerByReference();
        Text.done(make.applyAsInt(place));
        return place.getValue();
    }

    Pointer pointer() {
        if (closed) {
            throw new IllegalStateException("it is closed");
        }
        return pointer;
    }

    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }
}
