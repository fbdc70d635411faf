// Validates PDF files with veraPDF's own classes; started by tests/packets/validator, one call for many files.
// First argument: the flavour (ua1, 2a). The others: files. Prints one line a file: the path, how many checks
// were made, and each failed rule with the number of its failures and where the first one is; tabs between.

import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(words[0]);
        for (int at = 1; at < words.length; at++) {
            try (FileInputStream file = new FileInputStream(words[at]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                System.out.println(words[at] + "\t" + told(validator.validate(parser)));
            } catch (Exception | StackOverflowError broken) {
                System.out.println(words[at] + "\t0\tunreadable: " + broken);
            }
        }
    }

    private static String told(ValidationResult result) {
        Map<String, Integer> failed = new TreeMap<>();
        Map<String, String> first = new TreeMap<>();
        for (TestAssertion one : result.getTestAssertions()) {
            if (one.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
            failed.merge(rule, 1, Integer::sum);
            first.putIfAbsent(rule, one.getMessage() + " at " + one.getLocation().getContext());
        }
        StringBuilder line = new StringBuilder(String.valueOf(result.getTotalAssertions()));
        failed.forEach((rule, count) -> line.append("\t").append(rule).append(" x").append(count)
                .append(" ").append(first.get(rule).replaceAll("\\s+", " ")));
        if (failed.isEmpty() && !result.isCompliant()) {
            line.append("\tnot compliant");
        }
        return line.toString();
    }
}
