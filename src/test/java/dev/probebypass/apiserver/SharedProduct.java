package dev.probebypass.apiserver;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one running product to all tests of a run, beside the shared control plane. */
final class SharedProduct implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(SharedProduct.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Product resolveParameter(ParameterContext parameter, ExtensionContext test) {
        ControlPlane controlPlane = SharedControlPlane.of(test);
        return test.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(Product.class, key -> Product.start(controlPlane), Product.class);
    }
}
