package quest.exercises.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/// Runs groups and tests in the order in which they are written, easiest first. JUnit's own order is fixed but has
/// nothing to do with the source. The line numbers come from the class files, because reflection promises no order.
public final class SourceOrder implements MethodOrderer, ClassOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        Map<String, Integer> lines = lines(context.getTestClass());
        context.getMethodDescriptors().sort(Comparator.comparing(
                (MethodDescriptor method) -> lines.getOrDefault(method.getMethod().getName(), 0)));
    }

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(SourceOrder::firstLine));
    }

    private static int firstLine(ClassDescriptor nested) {
        Class<?> type = nested.getTestClass();
        // Outermost classes are in files of their own: their lines have nothing to do with each other.
        return type.getEnclosingClass() == null ? 0
                : lines(type).values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /// By the method's name: the first line of its code. Constructors, `<init>`, are among them.
    private static Map<String, Integer> lines(Class<?> type) {
        var lines = new HashMap<String, Integer>();
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            for (var method : ClassFile.of().parse(in.readAllBytes()).methods()) {
                lines(method).min().ifPresent(line -> lines.merge(method.methodName().stringValue(), line, Math::min));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static IntStream lines(MethodModel method) {
        return method.findAttribute(Attributes.code()).stream()
                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()).stream())
                .flatMap(table -> table.lineNumbers().stream())
                .mapToInt(LineNumberInfo::lineNumber);
    }
}
